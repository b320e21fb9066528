-- Read model: the themes of each case's recommendations and briefing, and what became of the actions that follow.
CREATE TABLE recommending_cases (
    stream      uuid NOT NULL,
    case_id     uuid NOT NULL,
    partnership text NOT NULL,
    reference   text NOT NULL,
    CONSTRAINT recommending_cases_pkey PRIMARY KEY (stream)
);
CREATE TABLE case_themes (
    case_id     uuid        NOT NULL,
    partnership text        NOT NULL,
    reference   text        NOT NULL,
    theme       text        NOT NULL,
    source      text        NOT NULL, -- A recommendation's id; empty for the briefing.
    noted_on    date        NOT NULL,
    noted_at    timestamptz NOT NULL,
    CONSTRAINT case_themes_pkey PRIMARY KEY (case_id, theme, source)
);
CREATE INDEX case_themes_theme_idx ON case_themes (partnership, theme, noted_at);
CREATE TABLE theme_actions (
    stream            uuid NOT NULL,
    case_id           uuid NOT NULL,
    recommendation_id text NOT NULL,
    status            text NOT NULL,
    CONSTRAINT theme_actions_pkey PRIMARY KEY (stream)
);
CREATE INDEX theme_actions_case_idx ON theme_actions (case_id, recommendation_id);
