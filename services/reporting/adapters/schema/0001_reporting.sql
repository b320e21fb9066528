-- Rows made from told events; all of them can be forgotten and made again from the beginning of history.
-- Each column is written by the events of one service only. Events of different services arrive in any
-- relative order, and so the rows come out the same whichever comes first.

-- The number of the latest change. Every change takes the next number first, so changes take turns and
-- a reader who sees a number sees all that came before it. It only rises, also when rows are made again.
CREATE TABLE board_revision (
    one    boolean NOT NULL DEFAULT true CHECK (one),
    number bigint  NOT NULL,
    CONSTRAINT board_revision_pkey PRIMARY KEY (one)
);
INSERT INTO board_revision (number) VALUES (0);

-- The latest change of each case. It stays when rows are forgotten, so that whoever watches is told.
CREATE TABLE case_revisions (
    case_id  uuid   NOT NULL,
    revision bigint NOT NULL,
    CONSTRAINT case_revisions_pkey PRIMARY KEY (case_id)
);
CREATE INDEX case_revisions_revision_idx ON case_revisions (revision);

-- Where each case stands, as codes and dates.
CREATE TABLE case_board (
    case_id               uuid        NOT NULL,
    reference             text        NOT NULL,
    changed_at            timestamptz NOT NULL,
    -- from referral
    referral_agency       text,
    received_on           date,
    authority             text,
    authority_aware_on    date,
    notified_on           date,
    notified_late         boolean,
    notified_working_days integer,
    referral_outcome      text,
    referral_decided_on   date,
    withdrawn_on          date,
    -- from review
    review_step           text,
    clock_started_on      date,
    day_zero              text,
    working_days          integer,
    due_on                date,
    rule_pack             text,
    meeting_at            timestamptz,
    meeting_held_on       date,
    cspr_outcome          text,
    cspr_round            integer,
    cspr_decided_on       date,
    scrutiny_outcome      text,
    scrutinised_on        date,
    sent_on               date,
    sent_working_day      integer,
    sent_days_late        integer,
    panel_outcome         text,
    panel_round           integer,
    panel_final           boolean,
    closed_on             date,
    -- from learning
    briefing_drafted_on   date,
    briefing_published_on date,
    CONSTRAINT case_board_pkey PRIMARY KEY (case_id)
);
CREATE INDEX case_board_reference_idx ON case_board (reference);

-- Which partnerships may see a case: the one that leads it, and those to which it was opened.
CREATE TABLE case_access (
    case_id     uuid NOT NULL,
    partnership text NOT NULL,
    part        text NOT NULL CHECK (part IN ('lead', 'contributing')),
    CONSTRAINT case_access_pkey PRIMARY KEY (case_id, partnership)
);
CREATE INDEX case_access_partnership_idx ON case_access (partnership, case_id);

-- What became of each agency's return.
CREATE TABLE case_agencies (
    case_id         uuid NOT NULL,
    agency          text NOT NULL,
    -- from review
    through         text,
    return_due_on   date,
    -- from submissions
    status          text,
    due_on          date,
    returned_on     date,
    days_late       integer,
    nil_return      boolean,
    chronology_rows integer,
    excused_on      date,
    CONSTRAINT case_agencies_pkey PRIMARY KEY (case_id, agency)
);

-- The steps of the clock, as the rule pack that the review pinned dates them.
CREATE TABLE case_milestones (
    case_id     uuid    NOT NULL,
    code        text    NOT NULL,
    label       text    NOT NULL,
    working_day integer NOT NULL,
    due_on      date    NOT NULL,
    CONSTRAINT case_milestones_pkey PRIMARY KEY (case_id, code)
);

-- What became of each action that followed from a recommendation.
CREATE TABLE case_actions (
    case_id      uuid NOT NULL,
    action_id    text NOT NULL,
    owner        text,
    due_on       date,
    evidenced_on date,
    closed_on    date,
    CONSTRAINT case_actions_pkey PRIMARY KEY (case_id, action_id)
);

-- Every told event of a case: its facts are ids, codes, dates and counts.
CREATE TABLE case_timeline (
    event_id     uuid        NOT NULL,
    case_id      uuid        NOT NULL,
    occurred_at  timestamptz NOT NULL,
    recorded_at  timestamptz NOT NULL,
    service      text        NOT NULL,
    type         text        NOT NULL,
    actor        text        NOT NULL,
    causation_id uuid        NOT NULL,
    position     bigint      NOT NULL,
    facts        jsonb       NOT NULL,
    CONSTRAINT case_timeline_pkey PRIMARY KEY (event_id)
);
CREATE INDEX case_timeline_case_idx ON case_timeline (case_id, occurred_at);
