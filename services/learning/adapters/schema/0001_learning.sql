-- Read model: actions that are not yet closed.
CREATE TABLE open_actions (
    stream      uuid   NOT NULL,
    case_id     uuid   NOT NULL,
    partnership text   NOT NULL,
    reference   text   NOT NULL,
    action_id   text   NOT NULL,
    version     bigint NOT NULL,
    status      text   NOT NULL,
    owner       text   NOT NULL,
    due_on      date   NOT NULL,
    CONSTRAINT open_actions_pkey PRIMARY KEY (stream)
);
CREATE INDEX open_actions_due_idx ON open_actions (partnership, due_on);
