-- The mailbox of the embedded mode: what was handed over. A message stands here once, by its id.
CREATE TABLE mailbox (
    message_id  uuid        NOT NULL,
    case_id     uuid        NOT NULL,
    reference   text        NOT NULL,
    partnership text        NOT NULL,
    recipient   text        NOT NULL,
    template    text        NOT NULL,
    subject     text        NOT NULL,
    text        text        NOT NULL,
    sent_at     timestamptz NOT NULL,
    CONSTRAINT mailbox_pkey PRIMARY KEY (message_id)
);
CREATE INDEX mailbox_partnership_idx ON mailbox (partnership, sent_at DESC);

-- Read model: messages that could not be handed over.
CREATE TABLE undelivered (
    message_id  uuid        NOT NULL,
    case_id     uuid        NOT NULL,
    reference   text        NOT NULL,
    partnership text        NOT NULL,
    recipient   text        NOT NULL,
    template    text        NOT NULL,
    subject     text        NOT NULL,
    text        text        NOT NULL,
    reason      text        NOT NULL,
    failed_at   timestamptz NOT NULL,
    CONSTRAINT undelivered_pkey PRIMARY KEY (message_id)
);

-- Whom news of a case concerns, as told by others: its agencies, each through its partnership.
CREATE TABLE involved_agencies (
    case_id uuid NOT NULL,
    agency  text NOT NULL,
    through text NOT NULL,
    CONSTRAINT involved_agencies_pkey PRIMARY KEY (case_id, agency)
);

-- The news of a case that every agency is to hear, also one that is involved later: the latest of each kind.
CREATE TABLE announcements (
    case_id  uuid NOT NULL,
    template text NOT NULL,
    event_id uuid NOT NULL,
    CONSTRAINT announcements_pkey PRIMARY KEY (case_id, template)
);
