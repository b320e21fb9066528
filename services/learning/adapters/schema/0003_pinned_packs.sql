-- The rule pack that the review of a case pinned, as told when it began.
CREATE TABLE pinned_packs (
    case_id   uuid NOT NULL,
    rule_pack text NOT NULL,
    CONSTRAINT pinned_packs_pkey PRIMARY KEY (case_id)
);
