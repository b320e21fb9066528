-- Who has to do with which case, for the guard of this service: made from what referral and review tell,
-- and made again from the beginning of history by a rebuild of the listener <service>_access.
--
--   kind          who           about                                   until
--   lead          partnership   the case's reference
--   contributing  partnership
--   agency        agency        the partnership through which it takes part
--   referrer      agency        the partnership to which it referred
--   team          person        the role on the case                    when the access ends
--   glass         person                                                when the access ends
--   conflict      person        the kind of conflict
--   released      (empty)
CREATE TABLE case_relations (
    case_id uuid        NOT NULL,
    kind    text        NOT NULL CHECK (kind IN
        ('lead', 'contributing', 'agency', 'referrer', 'team', 'glass', 'conflict', 'released')),
    who     text        NOT NULL,
    about   text        NOT NULL DEFAULT '',
    until   timestamptz NOT NULL DEFAULT 'infinity',
    CONSTRAINT case_relations_pkey PRIMARY KEY (case_id, kind, who)
);
CREATE INDEX case_relations_who_idx ON case_relations (who, kind, case_id);
