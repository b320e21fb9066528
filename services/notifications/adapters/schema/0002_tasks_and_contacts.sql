-- Read model: every message and where it stands, made from the log. It takes the place of mailbox and undelivered,
-- which stay for replicas of the release before, until the next release takes them away.
CREATE TABLE messages (
    message_id  uuid        NOT NULL,
    case_id     uuid        NOT NULL,
    reference   text        NOT NULL,
    partnership text        NOT NULL,
    recipient   text        NOT NULL,
    person      text        NOT NULL,
    template    text        NOT NULL,
    stage       text        NOT NULL,
    channel     text        NOT NULL,
    status      text        NOT NULL,
    reason      text        NOT NULL,
    attempts    integer     NOT NULL,
    changed_at  timestamptz NOT NULL,
    CONSTRAINT messages_pkey PRIMARY KEY (message_id)
);
CREATE INDEX messages_partnership_idx ON messages (partnership, changed_at DESC);
CREATE INDEX messages_case_idx ON messages (case_id);

-- Read model: what somebody has to do.
CREATE TABLE open_tasks (
    task_id     uuid        NOT NULL,
    case_id     uuid        NOT NULL,
    reference   text        NOT NULL,
    partnership text        NOT NULL,
    recipient   text        NOT NULL,
    kind        text        NOT NULL,
    detail      text        NOT NULL,
    due_on      date,
    asked_at    timestamptz NOT NULL,
    stage       text        NOT NULL,
    is_open     boolean     NOT NULL,
    CONSTRAINT open_tasks_pkey PRIMARY KEY (task_id)
);
CREATE INDEX open_tasks_recipient_idx ON open_tasks (recipient, partnership) WHERE is_open;

-- Read model: the people behind a role or an agency, by their pseudonyms, and how they want to be told. No address.
CREATE TABLE contact_routes (
    person          text    NOT NULL,
    partnership     text    NOT NULL,
    recipient       text    NOT NULL,
    channel         text    NOT NULL,
    wants_reminders boolean NOT NULL,
    CONSTRAINT contact_routes_pkey PRIMARY KEY (person, partnership, recipient)
);
CREATE INDEX contact_routes_recipient_idx ON contact_routes (recipient, partnership);

-- The addresses of people, each sealed under a key of its own, which is destroyed when the address is replaced or goes.
CREATE TABLE address_book (
    contact_id uuid  NOT NULL,
    key_id     uuid  NOT NULL,
    sealed     bytea NOT NULL,
    CONSTRAINT address_book_pkey PRIMARY KEY (contact_id)
);

-- The days by which the steps of a review are to be done, as told when it began.
CREATE TABLE milestone_days (
    case_id uuid NOT NULL,
    code    text NOT NULL,
    due_on  date NOT NULL,
    CONSTRAINT milestone_days_pkey PRIMARY KEY (case_id, code)
);
