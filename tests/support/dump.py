"""A dump of pg_dump, put back without a program of PostgreSQL's."""

from __future__ import annotations

import asyncio
import re
from io import BytesIO
from pathlib import Path

import asyncpg

_COPY = re.compile(r"COPY public\.(\w+) (?:\(([^)]*)\) )?\s*FROM stdin;")

_SOMETHING = "SELECT 1"  # The driver stumbles over a script of comments only.


async def restore(dsn: str, dump: Path) -> None:
    """Make in an empty database what was dumped."""
    connection = await asyncpg.connect(dsn)
    statements: list[str] = []
    rows: list[str] | None = None
    table, columns = "", ""
    lines = await asyncio.to_thread(dump.read_text, encoding="utf-8")
    try:
        for line in lines.splitlines(keepends=True):
            if rows is not None and line == "\\.\n":
                if rows:
                    names = [name.strip('"') for name in columns.split(", ")]
                    await connection.copy_to_table(
                        table, schema_name="public", columns=names,
                        source=BytesIO("".join(rows).encode()),
                    )  # fmt: skip
                rows = None
            elif rows is not None:
                rows.append(line)
            elif begun := _COPY.match(line):
                await connection.execute("".join(statements) + _SOMETHING)
                statements, rows = [], []
                table, columns = begun[1], begun[2] or ""
            else:
                statements.append(line)
        await connection.execute("".join(statements) + _SOMETHING)
    finally:
        await connection.close()
