-- Forms that an author is still filling in. The words are sealed under a key of the draft's own (case_keys), so that
-- they are erased with it. Who, which form and about what are ids and codes.
CREATE TABLE drafts (
    partnership text        NOT NULL,
    author      text        NOT NULL,
    form        text        NOT NULL,
    about       text        NOT NULL, -- A case, an agency of a case, or whatever else the form is about.
    draft_id    uuid        NOT NULL, -- Its key's name; what is dropped and begun again gets another.
    revision    bigint      NOT NULL CHECK (revision > 0),
    command_id  uuid        NOT NULL, -- The last save: a repeat of it is answered and changes nothing.
    saved_at    timestamptz NOT NULL,
    sealed      bytea       NOT NULL,
    CONSTRAINT drafts_pkey PRIMARY KEY (partnership, author, form, about),
    CONSTRAINT drafts_draft_id_key UNIQUE (draft_id)
);
ALTER TABLE drafts ALTER COLUMN sealed SET STORAGE EXTERNAL;
