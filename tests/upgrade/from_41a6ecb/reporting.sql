--
-- PostgreSQL database dump
--


-- Dumped from database version 18.4
-- Dumped by pg_dump version 18.4

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: event_to_append; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.event_to_append AS (
	expected bigint,
	predecessor bytea,
	stream uuid,
	version bigint,
	topic text,
	state bytea,
	event_id uuid,
	case_id uuid,
	partnership text,
	actor text,
	correlation uuid,
	causation uuid,
	occurred timestamp with time zone,
	recorded timestamp with time zone,
	previous_hash bytea,
	hash bytea
);


--
-- Name: append_events(public.event_to_append[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.append_events(events public.event_to_append[]) RETURNS TABLE(accepted_stream uuid, accepted_position bigint)
    LANGUAGE plpgsql
    AS $$
DECLARE
    head bigint;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'append_events needs READ COMMITTED' USING ERRCODE = 'invalid_transaction_state';
    END IF;
    LOCK TABLE append_gate IN EXCLUSIVE MODE;
    SELECT coalesce(max(s.notification_id), 0) INTO head FROM stored_events s;
    RETURN QUERY
    INSERT INTO stored_events AS s (
        originator_id, originator_version, topic, state, notification_id, event_id, case_id, partnership, actor,
        correlation_id, causation_id, occurred_at, recorded_at, previous_hash, hash)
    SELECT e.stream, e.version, e.topic, e.state, head + row_number() OVER (ORDER BY e.n), e.event_id, e.case_id,
        e.partnership, e.actor, e.correlation, e.causation, e.occurred, e.recorded, e.previous_hash, e.hash
    FROM unnest(events) WITH ORDINALITY AS e(expected, predecessor, stream, version, topic, state, event_id, case_id,
        partnership, actor, correlation, causation, occurred, recorded, previous_hash, hash, n)
    LEFT JOIN LATERAL (
        SELECT p.originator_version, p.hash FROM stored_events p WHERE p.originator_id = e.stream
        ORDER BY p.originator_version DESC LIMIT 1
    ) AS last ON true
    WHERE e.expected = coalesce(last.originator_version, 0)
        AND e.predecessor = coalesce(last.hash, decode(repeat('00', 32), 'hex'))
    ORDER BY e.n
    RETURNING s.originator_id, s.notification_id;
END
$$;


--
-- Name: refuse_change(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: append_gate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.append_gate (
);


--
-- Name: board_revision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.board_revision (
    one boolean DEFAULT true NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT board_revision_one_check CHECK (one)
);


--
-- Name: case_access; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_access (
    case_id uuid NOT NULL,
    partnership text NOT NULL,
    part text NOT NULL,
    CONSTRAINT case_access_part_check CHECK ((part = ANY (ARRAY['lead'::text, 'contributing'::text])))
);


--
-- Name: case_actions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_actions (
    case_id uuid NOT NULL,
    action_id text NOT NULL,
    owner text,
    due_on date,
    evidenced_on date,
    closed_on date
);


--
-- Name: case_agencies; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_agencies (
    case_id uuid NOT NULL,
    agency text NOT NULL,
    through text,
    return_due_on date,
    status text,
    due_on date,
    returned_on date,
    days_late integer,
    nil_return boolean,
    chronology_rows integer,
    excused_on date
);


--
-- Name: case_board; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_board (
    case_id uuid NOT NULL,
    reference text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    referral_agency text,
    received_on date,
    authority text,
    authority_aware_on date,
    notified_on date,
    notified_late boolean,
    notified_working_days integer,
    referral_outcome text,
    referral_decided_on date,
    withdrawn_on date,
    review_step text,
    clock_started_on date,
    day_zero text,
    working_days integer,
    due_on date,
    rule_pack text,
    meeting_at timestamp with time zone,
    meeting_held_on date,
    cspr_outcome text,
    cspr_round integer,
    cspr_decided_on date,
    scrutiny_outcome text,
    scrutinised_on date,
    sent_on date,
    sent_working_day integer,
    sent_days_late integer,
    panel_outcome text,
    panel_round integer,
    panel_final boolean,
    closed_on date,
    briefing_drafted_on date,
    briefing_published_on date
);


--
-- Name: case_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_keys (
    case_id uuid NOT NULL,
    wrapped bytea,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    destroyed_at timestamp with time zone,
    CONSTRAINT case_keys_destroyed CHECK (((wrapped IS NULL) = (destroyed_at IS NOT NULL)))
);


--
-- Name: case_milestones; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_milestones (
    case_id uuid NOT NULL,
    code text NOT NULL,
    label text NOT NULL,
    working_day integer NOT NULL,
    due_on date NOT NULL
);


--
-- Name: case_revisions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_revisions (
    case_id uuid NOT NULL,
    revision bigint NOT NULL
);


--
-- Name: case_timeline; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_timeline (
    event_id uuid NOT NULL,
    case_id uuid NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    service text NOT NULL,
    type text NOT NULL,
    actor text NOT NULL,
    causation_id uuid NOT NULL,
    "position" bigint NOT NULL,
    facts jsonb NOT NULL
);


--
-- Name: inbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inbox (
    listener text NOT NULL,
    source text NOT NULL,
    stream uuid NOT NULL,
    version bigint NOT NULL
);


--
-- Name: listener_positions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.listener_positions (
    listener text NOT NULL,
    source text NOT NULL,
    "position" bigint NOT NULL
);


--
-- Name: parked; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.parked (
    number bigint NOT NULL,
    listener text NOT NULL,
    case_id uuid NOT NULL,
    source text NOT NULL,
    stream uuid NOT NULL,
    version bigint NOT NULL,
    type text NOT NULL,
    envelope text NOT NULL,
    reason text NOT NULL,
    attempts integer NOT NULL,
    parked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


--
-- Name: parked_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.parked ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.parked_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: readmodel_positions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.readmodel_positions (
    name text NOT NULL,
    "position" bigint NOT NULL
);


--
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: stored_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.stored_events (
    originator_id uuid NOT NULL,
    originator_version bigint NOT NULL,
    topic text NOT NULL,
    state bytea NOT NULL,
    notification_id bigint NOT NULL,
    event_id uuid NOT NULL,
    case_id uuid NOT NULL,
    partnership text NOT NULL,
    actor text NOT NULL,
    correlation_id uuid NOT NULL,
    causation_id uuid NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT stored_events_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT stored_events_notification_id_check CHECK ((notification_id > 0)),
    CONSTRAINT stored_events_originator_version_check CHECK ((originator_version >= 0)),
    CONSTRAINT stored_events_previous_hash_check CHECK ((octet_length(previous_hash) = 32))
);
ALTER TABLE ONLY public.stored_events ALTER COLUMN state SET STORAGE EXTERNAL;


--
-- Name: stored_snapshots; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.stored_snapshots (
    originator_id uuid NOT NULL,
    originator_version bigint NOT NULL,
    topic text NOT NULL,
    state bytea NOT NULL,
    event_id uuid NOT NULL,
    case_id uuid NOT NULL,
    partnership text NOT NULL,
    actor text NOT NULL,
    correlation_id uuid NOT NULL,
    causation_id uuid NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT stored_snapshots_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT stored_snapshots_previous_hash_check CHECK ((octet_length(previous_hash) = 32))
);
ALTER TABLE ONLY public.stored_snapshots ALTER COLUMN state SET STORAGE EXTERNAL;


--
-- Data for Name: append_gate; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.append_gate  FROM stdin;
\.


--
-- Data for Name: board_revision; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.board_revision (one, number) FROM stdin;
t	75
\.


--
-- Data for Name: case_access; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.case_access (case_id, partnership, part) FROM stdin;
553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY	lead
9ea0f29b-eaf5-568b-8418-8af8cff868b9	DEV	contributing
9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	lead
1d98a59e-1ac6-5185-a177-a0c8caabc4be	DEV	lead
\.


--
-- Data for Name: case_actions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.case_actions (case_id, action_id, owner, due_on, evidenced_on, closed_on) FROM stdin;
9ea0f29b-eaf5-568b-8418-8af8cff868b9	A1	plymouth-health-visiting	2026-08-18	2026-08-04	\N
\.


--
-- Data for Name: case_agencies; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.case_agencies (case_id, agency, through, return_due_on, status, due_on, returned_on, days_late, nil_return, chronology_rows, excused_on) FROM stdin;
9ea0f29b-eaf5-568b-8418-8af8cff868b9	devon-housing	DEV	2026-05-26	accepted	2026-05-26	2026-05-21	0	f	0	\N
9ea0f29b-eaf5-568b-8418-8af8cff868b9	devon-health-visiting	DEV	2026-05-26	accepted	2026-05-26	2026-05-20	0	f	2	\N
9ea0f29b-eaf5-568b-8418-8af8cff868b9	devon-childrens-social-care	DEV	2026-05-26	accepted	2026-05-26	2026-05-21	0	f	1	\N
9ea0f29b-eaf5-568b-8418-8af8cff868b9	plymouth-health-visiting	PLY	2026-05-26	accepted	2026-05-26	2026-05-22	0	f	1	\N
9ea0f29b-eaf5-568b-8418-8af8cff868b9	plymouth-hospital	PLY	2026-05-26	accepted	2026-05-26	2026-05-22	0	f	1	\N
9ea0f29b-eaf5-568b-8418-8af8cff868b9	devon-and-cornwall-police	PLY	2026-05-26	accepted	2026-05-26	2026-05-26	0	f	0	\N
\.


--
-- Data for Name: case_board; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.case_board (case_id, reference, changed_at, referral_agency, received_on, authority, authority_aware_on, notified_on, notified_late, notified_working_days, referral_outcome, referral_decided_on, withdrawn_on, review_step, clock_started_on, day_zero, working_days, due_on, rule_pack, meeting_at, meeting_held_on, cspr_outcome, cspr_round, cspr_decided_on, scrutiny_outcome, scrutinised_on, sent_on, sent_working_day, sent_days_late, panel_outcome, panel_round, panel_final, closed_on, briefing_drafted_on, briefing_published_on) FROM stdin;
9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	2026-11-25 20:13:45.132998+00	plymouth-hospital	2026-05-11	plymouth-childrens-social-care	2026-05-08	2026-05-12	f	2	initiate	2026-05-13	\N	ReviewClosed	2026-05-13	clock_start_is_day_0	15	2026-06-04	PLY@2026.1	2026-05-28 08:30:00+00	2026-05-28	no_lcspr	1	2026-06-01	endorse	2026-06-02	2026-06-03	14	0	agrees	1	t	2026-07-02	2026-06-24	2026-07-01
1d98a59e-1ac6-5185-a177-a0c8caabc4be	DEV-RR-2026-0001	2026-11-25 20:13:52.853171+00	\N	\N	devon-childrens-social-care	2026-11-18	2026-11-20	f	2	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY-RR-2026-0001	2026-11-25 20:13:43.214467+00	plymouth-family-charity	2026-03-04	\N	\N	\N	\N	\N	\N	\N	2026-03-05	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
\.


--
-- Data for Name: case_keys; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.case_keys (case_id, wrapped, created_at, destroyed_at) FROM stdin;
\.


--
-- Data for Name: case_milestones; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.case_milestones (case_id, code, label, working_day, due_on) FROM stdin;
9ea0f29b-eaf5-568b-8418-8af8cff868b9	returns_due	Agency returns due	8	2026-05-26
9ea0f29b-eaf5-568b-8418-8af8cff868b9	meeting	Rapid Review meeting	10	2026-05-28
9ea0f29b-eaf5-568b-8418-8af8cff868b9	decision	Decision of the practice review subgroup	12	2026-06-01
9ea0f29b-eaf5-568b-8418-8af8cff868b9	scrutiny	Scrutiny by strategic leaders	14	2026-06-03
9ea0f29b-eaf5-568b-8418-8af8cff868b9	sent_to_panel	Sent to the National Panel	15	2026-06-04
\.


--
-- Data for Name: case_revisions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.case_revisions (case_id, revision) FROM stdin;
553daaaf-8324-5ebe-b60b-0e452411c7ac	6
9ea0f29b-eaf5-568b-8418-8af8cff868b9	74
1d98a59e-1ac6-5185-a177-a0c8caabc4be	75
\.


--
-- Data for Name: case_timeline; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.case_timeline (event_id, case_id, occurred_at, recorded_at, service, type, actor, causation_id, "position", facts) FROM stdin;
5f468bc7-97f8-5367-8745-b85988f26f70	553daaaf-8324-5ebe-b60b-0e452411c7ac	2026-03-04 16:20:00+00	2026-11-25 20:13:43.017083+00	referral	ReferralReceived	agency_author:ply-agency	fec86069-00a4-5345-9167-3148321acff6	1	{"agency": "plymouth-family-charity", "category": "death", "agreed_on": "2026-03-04", "incident_on": "2026-02-26", "received_on": "2026-03-04", "other_partnerships": []}
0fd3a4b8-4458-53b5-8051-608773855782	553daaaf-8324-5ebe-b60b-0e452411c7ac	2026-11-25 20:13:43.11663+00	2026-11-25 20:13:43.116774+00	notifications	MessageSent	service:notifications	93ecaaed-54af-5997-bf5f-56727ae61738	3	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.116630Z", "template": "referral_received", "recipient": "coordinator", "message_id": "d172da70-0a89-50d7-9c83-fe4265faf6e8"}
952146dd-33d3-528a-9ad4-d5562ec3e918	553daaaf-8324-5ebe-b60b-0e452411c7ac	2026-11-25 20:13:43.144024+00	2026-11-25 20:13:43.144123+00	notifications	MessageSent	service:notifications	64b308d1-c4f2-5044-9640-1979700cfccd	6	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.144024Z", "template": "referral_received", "recipient": "statutory_partner:local_authority", "message_id": "f93c4922-5f89-5e51-a4f5-abf4fd06f2ac"}
2f7a4cf6-3b30-5b60-8ef8-9e8e2a4377f6	553daaaf-8324-5ebe-b60b-0e452411c7ac	2026-11-25 20:13:43.147801+00	2026-11-25 20:13:43.147888+00	notifications	MessageSent	service:notifications	fef1d107-65bc-5362-9953-c0a6480b3cf2	7	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.147801Z", "template": "referral_received", "recipient": "statutory_partner:icb", "message_id": "5b6c58b3-98f1-5056-a1b8-a4f0e3469e67"}
0608b689-c219-5709-806f-59a83d688e65	553daaaf-8324-5ebe-b60b-0e452411c7ac	2026-11-25 20:13:43.155189+00	2026-11-25 20:13:43.155256+00	notifications	MessageSent	service:notifications	aa4f9270-eaaa-50d2-9f79-4634d3d1b068	8	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.155189Z", "template": "referral_received", "recipient": "statutory_partner:police", "message_id": "b2cde44d-a71c-5746-81ae-60524048280b"}
897aba66-1ee0-5170-9592-301546cb8e45	553daaaf-8324-5ebe-b60b-0e452411c7ac	2026-03-05 09:50:00+00	2026-11-25 20:13:43.214467+00	referral	ReferralWithdrawn	coordinator:ply-coordinator	202967d5-721e-5769-9129-416858dbfa05	2	{"reason": "duplicate", "withdrawn_on": "2026-03-05"}
d0f6bae1-e330-571f-b217-4052fd9b7d3a	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-11 10:00:00+00	2026-11-25 20:13:43.274616+00	referral	ReferralReceived	agency_author:ply-agency	f388a4ac-9a0b-5986-b510-dc69ecf52647	3	{"agency": "plymouth-hospital", "category": "serious_harm", "agreed_on": "2026-05-11", "incident_on": "2026-05-08", "received_on": "2026-05-11", "other_partnerships": ["DEV"]}
e7d82e74-2198-5c99-8018-8df670c52d0f	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:43.300816+00	2026-11-25 20:13:43.300918+00	notifications	MessageSent	service:notifications	5071f019-3732-5b90-b7fe-40295f0f548c	10	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.300816Z", "template": "referral_received", "recipient": "coordinator", "message_id": "aa289d28-bf76-5712-8c63-6f20d455055d"}
09d17fa9-d337-5a24-9b88-ad6ba44756cb	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:43.315774+00	2026-11-25 20:13:43.315847+00	notifications	MessageSent	service:notifications	115eb743-3969-590f-805c-4e3c5c6dbe12	14	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.315774Z", "template": "referral_received", "recipient": "statutory_partner:local_authority", "message_id": "0ef8abe4-514d-598e-a9a5-af862315d2c1"}
196fb14a-33bd-53dc-84bb-48ca9db81a15	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:43.33218+00	2026-11-25 20:13:43.332314+00	notifications	MessageSent	service:notifications	1fe702d2-da94-5ffc-add1-3a4cde927516	15	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.332180Z", "template": "referral_received", "recipient": "statutory_partner:icb", "message_id": "79504b16-4027-5778-8422-5f6563073e28"}
736233ec-bd58-540f-be1d-37860568e222	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:43.341915+00	2026-11-25 20:13:43.342029+00	notifications	MessageSent	service:notifications	60d8240c-4b62-5fa4-8c29-5101d8bad9e9	16	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.341915Z", "template": "referral_received", "recipient": "statutory_partner:police", "message_id": "483b1797-ff7f-5959-a4a6-7f267511f84b"}
b80a84f7-2b1e-5043-8ac3-9f4f3726677b	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-12 09:40:00+00	2026-11-25 20:13:43.464603+00	referral	IncidentNotified	coordinator:ply-coordinator	e09b2ec7-55bb-505c-a165-68f6115e7c24	4	{"late": false, "category": "serious_harm", "authority": "plymouth-childrens-social-care", "incident_on": "2026-05-08", "notified_on": "2026-05-12", "agency_aware_on": "2026-05-08", "authority_aware_on": "2026-05-08", "other_partnerships": ["DEV"], "working_days_taken": 2}
705a5ace-f73b-535b-be8e-9be8364b0030	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-13 14:00:00+00	2026-11-25 20:13:43.588714+00	referral	ReferralDecided	coordinator:ply-coordinator	da4b8091-1d63-5433-aef4-3ed98f939807	8	{"views": {"icb": "criteria_met", "police": "criteria_met", "local_authority": "criteria_met"}, "outcome": "initiate", "agencies": ["plymouth-hospital", "plymouth-health-visiting", "devon-and-cornwall-police", "devon-health-visiting", "devon-childrens-social-care"], "decided_on": "2026-05-13", "notified_on": "2026-05-12", "other_partnerships": ["DEV"]}
529e736d-0f45-596f-98bc-10f91c6385da	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-13 14:00:00+00	2026-11-25 20:13:43.607542+00	review	ReviewInitiated	service:review	705a5ace-f73b-535b-be8e-9be8364b0030	1	{"due_on": "2026-06-04", "day_zero": "clock_start_is_day_0", "rule_pack": "PLY@2026.1", "milestones": [{"code": "returns_due", "label": "Agency returns due", "due_on": "2026-05-26", "working_day": 8}, {"code": "meeting", "label": "Rapid Review meeting", "due_on": "2026-05-28", "working_day": 10}, {"code": "decision", "label": "Decision of the practice review subgroup", "due_on": "2026-06-01", "working_day": 12}, {"code": "scrutiny", "label": "Scrutiny by strategic leaders", "due_on": "2026-06-03", "working_day": 14}, {"code": "sent_to_panel", "label": "Sent to the National Panel", "due_on": "2026-06-04", "working_day": 15}], "initiated_on": "2026-05-13", "working_days": 15, "clock_started_on": "2026-05-13", "contributing_partnerships": ["DEV"]}
3d4dd6cd-d96b-5ae8-8d46-eab15917f4c8	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-13 14:00:00+00	2026-11-25 20:13:43.607542+00	review	AgencyInvolved	service:review	705a5ace-f73b-535b-be8e-9be8364b0030	2	{"agency": "plymouth-hospital", "through": "PLY", "involved_on": "2026-05-13", "return_due_on": "2026-05-26"}
c22f3905-821f-596f-b5ce-cd6839afafa1	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-13 14:00:00+00	2026-11-25 20:13:43.607542+00	review	AgencyInvolved	service:review	705a5ace-f73b-535b-be8e-9be8364b0030	3	{"agency": "plymouth-health-visiting", "through": "PLY", "involved_on": "2026-05-13", "return_due_on": "2026-05-26"}
c8c8a4fe-e90f-5fb0-8836-aea5b4e5c157	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-13 14:00:00+00	2026-11-25 20:13:43.607542+00	review	AgencyInvolved	service:review	705a5ace-f73b-535b-be8e-9be8364b0030	4	{"agency": "devon-and-cornwall-police", "through": "PLY", "involved_on": "2026-05-13", "return_due_on": "2026-05-26"}
3cd68338-3693-5d37-8731-4265a331df4e	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-13 14:00:00+00	2026-11-25 20:13:43.607542+00	review	AgencyInvolved	service:review	705a5ace-f73b-535b-be8e-9be8364b0030	5	{"agency": "devon-health-visiting", "through": "DEV", "involved_on": "2026-05-13", "return_due_on": "2026-05-26"}
b5bff190-5586-59ff-8233-6f65d92837c1	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-13 14:00:00+00	2026-11-25 20:13:43.607542+00	review	AgencyInvolved	service:review	705a5ace-f73b-535b-be8e-9be8364b0030	6	{"agency": "devon-childrens-social-care", "through": "DEV", "involved_on": "2026-05-13", "return_due_on": "2026-05-26"}
e608935c-34c9-599f-a130-33108bfb5101	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-13 14:00:00+00	2026-11-25 20:13:43.676057+00	submissions	SubmissionRequested	service:submissions	3d4dd6cd-d96b-5ae8-8d46-eab15917f4c8	1	{"agency": "plymouth-hospital", "due_on": "2026-05-26", "requested_on": "2026-05-13"}
2fd901fb-2470-5fc9-969c-4e0e2c45778f	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:43.726587+00	2026-11-25 20:13:43.726684+00	notifications	MessageSent	service:notifications	925a6949-8797-52ea-868f-9d839566c222	18	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.726587Z", "template": "return_requested", "recipient": "plymouth-hospital", "message_id": "39fc3665-e44d-58d0-8bc5-4387980ddf68"}
8f7607af-6125-5b30-aeb8-947060d4700b	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-13 14:00:00+00	2026-11-25 20:13:43.710507+00	submissions	SubmissionRequested	service:submissions	c22f3905-821f-596f-b5ce-cd6839afafa1	2	{"agency": "plymouth-health-visiting", "due_on": "2026-05-26", "requested_on": "2026-05-13"}
3b5fdcb7-8d1d-504b-bbab-0c027b2e4d5b	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-13 14:00:00+00	2026-11-25 20:13:43.740372+00	submissions	SubmissionRequested	service:submissions	c8c8a4fe-e90f-5fb0-8836-aea5b4e5c157	3	{"agency": "devon-and-cornwall-police", "due_on": "2026-05-26", "requested_on": "2026-05-13"}
6c0ea3f5-4c4d-5436-b522-c309eda89241	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:43.75794+00	2026-11-25 20:13:43.758005+00	notifications	MessageSent	service:notifications	a131d9c3-dcf3-5948-af44-cd45e784d2ed	20	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.757940Z", "template": "return_requested", "recipient": "plymouth-health-visiting", "message_id": "4e8c8920-4ebb-5ecf-b067-10b87a1caaa3"}
5298023c-a686-523c-a063-a2596d2faa69	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:43.772084+00	2026-11-25 20:13:43.772156+00	notifications	MessageSent	service:notifications	cc6370da-e6b4-55e5-a83e-c23e8c5327a8	22	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.772084Z", "template": "return_requested", "recipient": "devon-and-cornwall-police", "message_id": "f3cf8271-d8ab-5b71-b6f2-48997cf539e8"}
c0d66872-8499-54d1-9068-ee29718b0d0d	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:43.781382+00	2026-11-25 20:13:43.781512+00	notifications	MessageSent	service:notifications	16a53b19-a690-5c2a-98fe-a334c9fb1989	25	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.781382Z", "template": "return_requested", "recipient": "devon-health-visiting", "message_id": "fe5a7e7e-7f07-5a7a-b142-9261aed9fcbb"}
e24d6b93-ad88-5551-a12c-bc8c6841a4eb	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:43.901696+00	2026-11-25 20:13:43.90184+00	notifications	MessageSent	service:notifications	ee322884-e45c-5ce5-806a-9b98f03676dd	28	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.901696Z", "template": "return_requested", "recipient": "devon-housing", "message_id": "ae0b4200-74ae-5154-92b8-0952c1e56435"}
1762f679-580c-5500-8909-d9d5e4bfba14	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-15 10:30:00+00	2026-11-25 20:13:43.928874+00	review	MeetingScheduled	coordinator:ply-coordinator	9786d46c-994d-5801-b3be-198409ccbf57	8	{"meeting_at": "2026-05-28T08:30:00Z"}
93bc3fd7-6172-597d-8a33-973ef9848862	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:43.977433+00	2026-11-25 20:13:43.977542+00	notifications	MessageSent	service:notifications	eccb86ec-6780-59f8-84eb-76d853492394	37	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.977433Z", "template": "meeting_scheduled", "recipient": "devon-health-visiting", "message_id": "834c55d5-c763-5c6b-bd0c-fee2c8e30af1"}
d02d0682-879f-5f5f-a896-00de9a852402	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:43.993487+00	2026-11-25 20:13:43.993609+00	notifications	MessageSent	service:notifications	d3cd7e32-383d-5195-8216-3a963d4214be	38	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.993487Z", "template": "meeting_scheduled", "recipient": "devon-housing", "message_id": "830ec562-4485-55b2-bfe6-051725ea4177"}
fbc08d54-79de-56be-b441-b4023ede9a87	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:44.002387+00	2026-11-25 20:13:44.002497+00	notifications	MessageSent	service:notifications	6d987486-8372-547d-baac-0cd1b9471f96	39	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:44.002387Z", "template": "meeting_scheduled", "recipient": "plymouth-health-visiting", "message_id": "a45fb124-f638-55ff-b211-78c026572e21"}
a43e4a8a-0067-5ac2-b9cc-9fd7d2324ada	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-21 14:20:00+00	2026-11-25 20:13:44.14339+00	submissions	SubmissionReturned	agency_author:dev-agency	3023ff7f-29d7-5c2f-bfb1-6a5f2c96109d	9	{"agency": "devon-housing", "themes": [], "days_late": 0, "nil_return": false, "returned_on": "2026-05-21", "return_number": 1, "chronology_rows": 0, "completed_with_practitioners": true}
279ff7b0-4b77-53e2-9d08-5176bd932425	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-13 14:00:00+00	2026-11-25 20:13:43.750499+00	submissions	SubmissionRequested	service:submissions	3cd68338-3693-5d37-8731-4265a331df4e	4	{"agency": "devon-health-visiting", "due_on": "2026-05-26", "requested_on": "2026-05-13"}
e1b6e634-099e-5222-9439-5c3562f8094c	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-13 14:00:00+00	2026-11-25 20:13:43.760191+00	submissions	SubmissionRequested	service:submissions	b5bff190-5586-59ff-8233-6f65d92837c1	5	{"agency": "devon-childrens-social-care", "due_on": "2026-05-26", "requested_on": "2026-05-13"}
90d50a41-2c80-5798-bfc8-44da4946bda0	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:43.795029+00	2026-11-25 20:13:43.79518+00	notifications	MessageSent	service:notifications	c52de6fa-67a3-5ec1-a552-ed51fc60938c	26	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.795029Z", "template": "return_requested", "recipient": "devon-childrens-social-care", "message_id": "4dca7209-23c5-59c6-a978-f67fe2f37d07"}
4592e1c1-d150-53c7-a736-7ea9c33f796f	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-15 10:00:00+00	2026-11-25 20:13:43.855669+00	review	AgencyInvolved	coordinator:ply-coordinator	98cbf29e-0a4b-501d-9dae-90e45e928330	7	{"agency": "devon-housing", "through": "DEV", "involved_on": "2026-05-15", "return_due_on": "2026-05-26"}
18464ad3-5950-51d2-9e05-5173a268d74a	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-15 10:00:00+00	2026-11-25 20:13:43.878148+00	submissions	SubmissionRequested	service:submissions	4592e1c1-d150-53c7-a736-7ea9c33f796f	6	{"agency": "devon-housing", "due_on": "2026-05-26", "requested_on": "2026-05-15"}
4d40fe52-d6e6-5806-a56a-a6c4498901fa	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:43.954076+00	2026-11-25 20:13:43.954226+00	notifications	MessageSent	service:notifications	257b88a4-8b5c-543b-ae97-ffeee69f4afb	31	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.954076Z", "template": "meeting_scheduled", "recipient": "devon-and-cornwall-police", "message_id": "bb213703-eda0-53ad-aef7-1c56bb2bab34"}
8e380ac5-04ba-55eb-8ad5-cdbe87dcb07a	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:43.972766+00	2026-11-25 20:13:43.972904+00	notifications	MessageSent	service:notifications	98db3394-9f2a-5115-9be2-1292a6222548	35	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:43.972766Z", "template": "meeting_scheduled", "recipient": "devon-childrens-social-care", "message_id": "8c1c40a5-c4f9-5df2-a1c6-d8a64deee3bf"}
3f4f4b97-96b7-59f4-8bb5-908a2a7155d6	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:44.00748+00	2026-11-25 20:13:44.007587+00	notifications	MessageSent	service:notifications	34c9f109-76a9-5ac8-880b-3dbfc652940c	40	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:44.007480Z", "template": "meeting_scheduled", "recipient": "plymouth-hospital", "message_id": "be34997b-78d0-51fa-bba8-a9a8297ddabd"}
ae3bd48d-5054-5cbb-a913-c806b41c802e	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-20 09:15:00+00	2026-11-25 20:13:44.059771+00	submissions	SubmissionReturned	agency_author:dev-agency	36c329cb-1b4d-5f3d-9de5-5cca5ddbdc62	7	{"agency": "devon-health-visiting", "themes": ["transitions"], "days_late": 0, "nil_return": false, "returned_on": "2026-05-20", "return_number": 1, "chronology_rows": 2, "completed_with_practitioners": true}
cca9dc95-2029-5457-968c-565929143a6e	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-21 12:40:00+00	2026-11-25 20:13:44.103779+00	submissions	SubmissionReturned	agency_author:dev-agency	5b46730b-0c61-5228-8abf-272b97cc44eb	8	{"agency": "devon-childrens-social-care", "themes": ["information_sharing"], "days_late": 0, "nil_return": false, "returned_on": "2026-05-21", "return_number": 1, "chronology_rows": 1, "completed_with_practitioners": true}
04c15f70-54b3-5966-8ab6-25abeb24b9a5	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-22 09:00:00+00	2026-11-25 20:13:44.185874+00	submissions	SubmissionReturned	agency_author:ply-agency	1f606ed0-bec7-52a8-ae7c-1f1925b5598e	10	{"agency": "plymouth-health-visiting", "themes": ["transitions"], "days_late": 0, "nil_return": false, "returned_on": "2026-05-22", "return_number": 1, "chronology_rows": 1, "completed_with_practitioners": true}
95f3a904-e618-594b-8401-2cfcfba1133e	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-22 10:30:00+00	2026-11-25 20:13:44.224362+00	submissions	SubmissionReturned	agency_author:ply-agency	7662bac9-c82a-585a-8a5a-deab7cf07a48	11	{"agency": "plymouth-hospital", "themes": [], "days_late": 0, "nil_return": false, "returned_on": "2026-05-22", "return_number": 1, "chronology_rows": 1, "completed_with_practitioners": true}
5ba38e7b-5c13-503d-9e76-d5a3e6920844	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-29 14:00:00+00	2026-11-25 20:13:44.694744+00	review	ReportFinalised	coordinator:ply-coordinator	ab971ca2-80eb-5400-881b-0a8b4bf84614	22	{"finalised_on": "2026-05-29", "report_version": 1}
25900a6a-80a0-57cf-b92a-a677c3539c89	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:44.728104+00	2026-11-25 20:13:44.728289+00	notifications	MessageSent	service:notifications	c810edeb-b4dc-5d7c-8bea-71ff49343bb1	42	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:44.728104Z", "template": "decision_awaited", "recipient": "subgroup_chair", "message_id": "3b6342eb-9ea6-56e0-a86c-adaec252d8c5"}
e627685b-cb63-577d-b873-8f6bdacc2579	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:44.79616+00	2026-11-25 20:13:44.796274+00	notifications	MessageSent	service:notifications	1237c5c0-d4e3-50f5-ae4f-a57618fb3a9f	44	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:44.796160Z", "template": "scrutiny_awaited", "recipient": "strategic_leader", "message_id": "2d5688a7-dda2-50c8-ac2e-16d9a3871cf1"}
83e28b32-f65a-5f72-a6ef-b93492de5e9d	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-06-02 10:15:00+00	2026-11-25 20:13:44.820646+00	review	ReportScrutinised	strategic_leader:ply-strategic-leader	cef6fb17-2acf-51a3-b896-e488e0312a45	24	{"round": 1, "outcome": "endorse", "scrutinised_on": "2026-06-02"}
886f2c5c-7c9b-55b4-bc2b-0b2a19039ec5	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-06-24 09:00:00+00	2026-11-25 20:13:44.954678+00	review	PanelReplied	coordinator:ply-coordinator	67ed2777-4579-58da-ba44-fa0100bc9a8b	28	{"final": true, "round": 1, "themes": ["transitions", "information_sharing", "substance_use"], "outcome": "agrees", "replied_on": "2026-06-24"}
c7c1caef-a16e-5382-bf00-65e115b11ae2	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:45.052336+00	2026-11-25 20:13:45.052405+00	notifications	MessageSent	service:notifications	eb6d8068-fc8f-523a-a57b-1483267066c6	51	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:45.052336Z", "template": "briefing_published", "recipient": "devon-and-cornwall-police", "message_id": "c923bc7e-2017-545d-a64a-b7beb14339c0"}
e0e6c8bb-b0fe-5d77-a2b6-eec99abe389b	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:45.060074+00	2026-11-25 20:13:45.060135+00	notifications	MessageSent	service:notifications	76c7f532-dd8d-5edc-8885-b32dd842c64a	55	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:45.060074Z", "template": "briefing_published", "recipient": "devon-childrens-social-care", "message_id": "9013cb43-9560-57af-aad6-b833c59ecba9"}
ca40302c-2d56-5ed2-9c5a-3a59ee7b9589	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:45.065781+00	2026-11-25 20:13:45.06613+00	notifications	MessageSent	service:notifications	1dee3cf5-ab31-5ece-8f8d-825213208653	57	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:45.065781Z", "template": "briefing_published", "recipient": "devon-health-visiting", "message_id": "9709d720-6e10-5335-9700-58dbcea0158a"}
7fd12d99-403b-51c5-b40c-69f832ba0d76	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:45.070047+00	2026-11-25 20:13:45.070125+00	notifications	MessageSent	service:notifications	4497599a-398e-57fa-8be7-5cf1c0f0f6f1	58	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:45.070047Z", "template": "briefing_published", "recipient": "devon-housing", "message_id": "56c3d766-7229-52fd-b405-751ab64740e6"}
1845cc3d-1d15-5336-bb0a-e92cf3fd06b5	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:45.072188+00	2026-11-25 20:13:45.072244+00	notifications	MessageSent	service:notifications	8b0b5d20-6672-5cd9-b1b5-5f35403c3aca	59	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:45.072188Z", "template": "briefing_published", "recipient": "plymouth-health-visiting", "message_id": "bc8ff24e-698f-5ef7-9255-868a66d9dd08"}
a587fafe-1a7f-5467-a04e-3fae8e158739	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:45.073973+00	2026-11-25 20:13:45.074032+00	notifications	MessageSent	service:notifications	8694ffc1-9aac-54dc-8d77-6e4332047dc7	60	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:45.073973Z", "template": "briefing_published", "recipient": "plymouth-hospital", "message_id": "ef35da20-7eb2-5baf-ad31-9550858600b7"}
5a03c062-e0fd-5736-afc9-c266fa3e057f	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-07-02 08:00:00+00	2026-11-25 20:13:45.104844+00	review	ReviewClosed	coordinator:ply-coordinator	c4b17f47-33b9-5145-959f-95588fad4775	30	{"closed_on": "2026-07-02"}
0ea2cd91-00db-5c9d-85a1-6ca7545c4f20	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-08-04 13:00:00+00	2026-11-25 20:13:45.132998+00	learning	ActionEvidenced	agency_author:ply-agency	dfcfa8ea-da63-58ee-8cb0-76a3a61eae69	5	{"action_id": "A1", "evidenced_on": "2026-08-04"}
42a9358d-956f-5c60-ad70-0c9a82ee4d46	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-26 08:00:00+00	2026-11-25 20:13:44.261513+00	submissions	SubmissionReturned	agency_author:police-author	8e0d6b08-88c7-54b6-846d-2aee8bf10d02	12	{"agency": "devon-and-cornwall-police", "themes": [], "days_late": 0, "nil_return": false, "returned_on": "2026-05-26", "return_number": 1, "chronology_rows": 0, "completed_with_practitioners": true}
4796ac66-7fbb-5ed3-a39e-e8518a56be91	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-27 08:00:00+00	2026-11-25 20:13:44.305256+00	submissions	SubmissionAccepted	coordinator:ply-coordinator	bcfb99a0-c700-5aec-b953-aa4ebe217b3d	13	{"agency": "devon-housing", "accepted_on": "2026-05-27", "return_number": 1}
8bee01d4-e4f9-5280-86bb-ae395f49a05f	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-27 08:05:00+00	2026-11-25 20:13:44.341146+00	submissions	SubmissionAccepted	coordinator:ply-coordinator	b461e4eb-3a39-5000-aabb-87b1f1b0786b	14	{"agency": "devon-health-visiting", "accepted_on": "2026-05-27", "return_number": 1}
bcffa37f-2440-5b29-bb45-692f4139ce9a	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-27 08:10:00+00	2026-11-25 20:13:44.387849+00	submissions	SubmissionAccepted	coordinator:ply-coordinator	b64e66bb-d4c1-5b7a-aa6e-6fc17d581233	15	{"agency": "devon-childrens-social-care", "accepted_on": "2026-05-27", "return_number": 1}
180150bd-0ce3-52a7-931a-a8cbca32e9e0	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-27 08:15:00+00	2026-11-25 20:13:44.436374+00	submissions	SubmissionAccepted	coordinator:ply-coordinator	8d4c5f32-241f-53a6-92a8-2f3a33613470	16	{"agency": "plymouth-health-visiting", "accepted_on": "2026-05-27", "return_number": 1}
a6550c95-7514-56a2-ba66-4dd7c28ab088	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-27 08:20:00+00	2026-11-25 20:13:44.479652+00	submissions	SubmissionAccepted	coordinator:ply-coordinator	d1d2df31-9eae-53a3-81ff-9d01fa39c1c2	17	{"agency": "plymouth-hospital", "accepted_on": "2026-05-27", "return_number": 1}
3bf04f56-71d8-50e1-a3a3-ce7f156fcfe7	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-27 08:25:00+00	2026-11-25 20:13:44.520154+00	submissions	SubmissionAccepted	coordinator:ply-coordinator	2e6f0e16-a0b8-5747-b648-751930cd1f51	18	{"agency": "devon-and-cornwall-police", "accepted_on": "2026-05-27", "return_number": 1}
9cf2ac51-104b-5146-9194-1b090b2f5cc9	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-05-28 11:30:00+00	2026-11-25 20:13:44.577792+00	review	MeetingHeld	coordinator:ply-coordinator	9b27841c-e142-5352-838f-1abfffca08eb	21	{"held_on": "2026-05-28", "outcome": "recommend_none", "working_day": 10, "recommendations": [{"kind": "multi_agency", "owner": "plymouth-health-visiting", "themes": ["transitions", "information_sharing"], "recommendation_id": "R1"}, {"kind": "single_agency", "owner": "plymouth-health-visiting", "themes": ["substance_use"], "recommendation_id": "R2"}], "returns_missing": [], "agencies_present": ["plymouth-hospital", "plymouth-health-visiting", "devon-health-visiting", "devon-childrens-social-care", "devon-and-cornwall-police"]}
0ac1efa7-0aeb-5486-990d-9a20d48b1188	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-06-01 09:00:00+00	2026-11-25 20:13:44.774329+00	review	CSPRDecided	subgroup_chair:ply-subgroup-chair	afa78d99-08a9-58fb-aea2-549b2aa49ad2	23	{"round": 1, "outcome": "no_lcspr", "findings": {"lcspr.improvements": "met", "lcspr.recurrent_themes": "met", "lcspr.working_together": "met", "lcspr.panel_prefers_local": "not_known"}, "decided_on": "2026-06-01"}
0ac2a987-3cfc-5144-a9ef-d4ed18bed060	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-06-03 09:00:00+00	2026-11-25 20:13:44.854113+00	review	SentToPanel	coordinator:ply-coordinator	6f80c4df-2a1d-598f-81c2-73059886b0ef	25	{"round": 1, "sent_on": "2026-06-03", "days_late": 0, "late_reason": null, "working_day": 14}
3aa948e4-d8a4-56ca-841d-cf80b47a7ddd	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-06-11 08:30:00+00	2026-11-25 20:13:44.89655+00	review	PanelReplied	coordinator:ply-coordinator	6ed2e87b-fa77-58b5-a437-f189d90701dd	26	{"final": false, "round": 1, "themes": ["transitions", "information_sharing", "substance_use"], "outcome": "asks_for_information", "replied_on": "2026-06-11"}
b9fcc2a7-af6a-5833-9011-6b80b51d68b5	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:44.915447+00	2026-11-25 20:13:44.915536+00	notifications	MessageSent	service:notifications	709b627b-9d80-5240-80bb-450e007c5c66	46	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:44.915447Z", "template": "panel_replied", "recipient": "coordinator", "message_id": "8bc4b0de-a122-5c88-9419-d180357cad22"}
26699c24-864a-5a33-b98f-cec0fdbfae2c	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-06-15 15:00:00+00	2026-11-25 20:13:44.931771+00	review	SentToPanel	coordinator:ply-coordinator	4ffea184-f570-56c2-ba02-3e0e51c3b09d	27	{"round": 1, "sent_on": "2026-06-15", "days_late": 7, "late_reason": null, "working_day": 22}
90de8416-a518-5275-8323-43dfa559f9a7	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-11-25 20:13:44.968579+00	2026-11-25 20:13:44.968668+00	notifications	MessageSent	service:notifications	ff9a8348-91d1-5127-9a54-ecb1199ece2b	48	{"channel": "mailbox", "sent_at": "2026-11-25T20:13:44.968579Z", "template": "panel_replied", "recipient": "coordinator", "message_id": "a3c0d76a-f793-5f67-9ff1-ebd129707830"}
c9758c22-fb0e-5a20-a4a9-34ccbade1396	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-06-24 09:00:00+00	2026-11-25 20:13:44.96236+00	learning	BriefingDrafted	service:learning	886f2c5c-7c9b-55b4-bc2b-0b2a19039ec5	2	{"kind": "rapid_review", "themes": ["transitions", "information_sharing", "substance_use"], "drafted_on": "2026-06-24"}
cc77b564-2ac0-5ffb-9255-0819ff88960c	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-06-25 09:30:00+00	2026-11-25 20:13:45.011004+00	learning	ActionAgreed	coordinator:ply-coordinator	33fc9f3b-c1ea-5ce1-8e7d-56665a60791e	3	{"owner": "plymouth-health-visiting", "due_on": "2026-08-18", "action_id": "A1", "agreed_on": "2026-06-25", "recommendation_id": "R1"}
5b7d2c77-8ef5-5a9a-8f79-66f9925892a2	9ea0f29b-eaf5-568b-8418-8af8cff868b9	2026-07-01 10:00:00+00	2026-11-25 20:13:45.038321+00	learning	BriefingPublished	coordinator:ply-coordinator	e4a7f64a-2a25-5ae9-87f0-848595eeeffa	4	{"kind": "rapid_review", "themes": ["transitions", "information_sharing", "substance_use"], "published_on": "2026-07-01"}
39465f9a-18c1-5461-9edd-9b8a59eba159	1d98a59e-1ac6-5185-a177-a0c8caabc4be	2026-11-20 15:40:00+00	2026-11-25 20:13:52.853171+00	referral	IncidentNotified	coordinator:dev-coordinator	7e82e7ee-3690-5f26-b0a3-77379c964e91	9	{"late": false, "category": "serious_harm", "authority": "devon-childrens-social-care", "incident_on": "2026-11-17", "notified_on": "2026-11-20", "agency_aware_on": "2026-11-17", "authority_aware_on": "2026-11-18", "other_partnerships": [], "working_days_taken": 2}
\.


--
-- Data for Name: inbox; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.inbox (listener, source, stream, version) FROM stdin;
reporting	/rapid-review/notifications	d172da70-0a89-50d7-9c83-fe4265faf6e8	2
reporting	/rapid-review/notifications	f93c4922-5f89-5e51-a4f5-abf4fd06f2ac	2
reporting	/rapid-review/notifications	5b6c58b3-98f1-5056-a1b8-a4f0e3469e67	2
reporting	/rapid-review/notifications	b2cde44d-a71c-5746-81ae-60524048280b	2
reporting	/rapid-review/referral	310b68a4-291b-572b-b9eb-d9b6fd009984	2
reporting	/rapid-review/notifications	aa289d28-bf76-5712-8c63-6f20d455055d	2
reporting	/rapid-review/notifications	0ef8abe4-514d-598e-a9a5-af862315d2c1	2
reporting	/rapid-review/notifications	79504b16-4027-5778-8422-5f6563073e28	2
reporting	/rapid-review/notifications	483b1797-ff7f-5959-a4a6-7f267511f84b	2
reporting	/rapid-review/referral	386ab254-8b26-5701-bd93-94d7b6cd95f7	6
reporting	/rapid-review/notifications	39fc3665-e44d-58d0-8bc5-4387980ddf68	2
reporting	/rapid-review/notifications	4e8c8920-4ebb-5ecf-b067-10b87a1caaa3	2
reporting	/rapid-review/notifications	f3cf8271-d8ab-5b71-b6f2-48997cf539e8	2
reporting	/rapid-review/notifications	fe5a7e7e-7f07-5a7a-b142-9261aed9fcbb	2
reporting	/rapid-review/notifications	4dca7209-23c5-59c6-a978-f67fe2f37d07	2
reporting	/rapid-review/notifications	ae0b4200-74ae-5154-92b8-0952c1e56435	2
reporting	/rapid-review/notifications	bb213703-eda0-53ad-aef7-1c56bb2bab34	2
reporting	/rapid-review/notifications	8c1c40a5-c4f9-5df2-a1c6-d8a64deee3bf	2
reporting	/rapid-review/notifications	834c55d5-c763-5c6b-bd0c-fee2c8e30af1	2
reporting	/rapid-review/notifications	830ec562-4485-55b2-bfe6-051725ea4177	2
reporting	/rapid-review/notifications	a45fb124-f638-55ff-b211-78c026572e21	2
reporting	/rapid-review/notifications	be34997b-78d0-51fa-bba8-a9a8297ddabd	2
reporting	/rapid-review/submissions	ab04d189-3695-5a39-b3bd-fd9cdc456525	3
reporting	/rapid-review/submissions	98df6021-698b-5b1f-aa2e-0638f90ab4fc	3
reporting	/rapid-review/submissions	1b66479b-6d5c-589a-9c2d-1a79bade27ba	3
reporting	/rapid-review/submissions	1a5ec318-627d-5c31-afc4-bd201772dd57	3
reporting	/rapid-review/submissions	59f41ab9-c78b-5dd3-8e74-c76d027f1044	3
reporting	/rapid-review/submissions	9d758f9f-f215-5f11-a6b5-8ab091e51315	3
reporting	/rapid-review/notifications	3b6342eb-9ea6-56e0-a86c-adaec252d8c5	2
reporting	/rapid-review/notifications	2d5688a7-dda2-50c8-ac2e-16d9a3871cf1	2
reporting	/rapid-review/notifications	8bc4b0de-a122-5c88-9419-d180357cad22	2
reporting	/rapid-review/notifications	a3c0d76a-f793-5f67-9ff1-ebd129707830	2
reporting	/rapid-review/learning	a04b177b-7c9e-51d3-a935-3726b41e2d1d	2
reporting	/rapid-review/notifications	c923bc7e-2017-545d-a64a-b7beb14339c0	2
reporting	/rapid-review/notifications	9013cb43-9560-57af-aad6-b833c59ecba9	2
reporting	/rapid-review/notifications	9709d720-6e10-5335-9700-58dbcea0158a	2
reporting	/rapid-review/notifications	56c3d766-7229-52fd-b405-751ab64740e6	2
reporting	/rapid-review/notifications	bc8ff24e-698f-5ef7-9255-868a66d9dd08	2
reporting	/rapid-review/notifications	ef35da20-7eb2-5baf-ad31-9550858600b7	2
reporting	/rapid-review/review	fa70132a-07a6-53f1-8e96-3ac2511c0514	30
reporting	/rapid-review/learning	1dd98178-6157-51b5-8cca-39c513d7f35a	2
reporting	/rapid-review/referral	0491a320-dc7c-5c7c-99a6-65071e03846f	1
\.


--
-- Data for Name: listener_positions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.listener_positions (listener, source, "position") FROM stdin;
reporting	submissions	18
reporting	notifications	60
reporting	review	30
reporting	learning	5
reporting	referral	9
\.


--
-- Data for Name: parked; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.parked (number, listener, case_id, source, stream, version, type, envelope, reason, attempts, parked_at) FROM stdin;
\.


--
-- Data for Name: readmodel_positions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.readmodel_positions (name, "position") FROM stdin;
\.


--
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.schema_migrations (name, sha256, applied_at) FROM stdin;
chassis_0001_event_store	7f154fb19bf74d927562bb15ef79c443ea6a635b7fae7ff4195d010d6144a939	2026-11-25 20:13:41.827775+00
chassis_0002_doors	06eca928f0e38dacc2a9ac5c194cab5bec4c8e81c40046414f64000c3c54aa03	2026-11-25 20:13:41.902219+00
0001_reporting	f2c0d6ec91430cd7769bf0e37d3ae9a33c6dfd55dfafc6e02f85c99910eb8197	2026-11-25 20:13:41.999064+00
\.


--
-- Data for Name: stored_events; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.stored_events (originator_id, originator_version, topic, state, notification_id, event_id, case_id, partnership, actor, correlation_id, causation_id, occurred_at, recorded_at, previous_hash, hash) FROM stdin;
\.


--
-- Data for Name: stored_snapshots; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.stored_snapshots (originator_id, originator_version, topic, state, event_id, case_id, partnership, actor, correlation_id, causation_id, occurred_at, recorded_at, previous_hash, hash) FROM stdin;
\.


--
-- Name: parked_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.parked_number_seq', 1, false);


--
-- Name: board_revision board_revision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.board_revision
    ADD CONSTRAINT board_revision_pkey PRIMARY KEY (one);


--
-- Name: case_access case_access_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_access
    ADD CONSTRAINT case_access_pkey PRIMARY KEY (case_id, partnership);


--
-- Name: case_actions case_actions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_actions
    ADD CONSTRAINT case_actions_pkey PRIMARY KEY (case_id, action_id);


--
-- Name: case_agencies case_agencies_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_agencies
    ADD CONSTRAINT case_agencies_pkey PRIMARY KEY (case_id, agency);


--
-- Name: case_board case_board_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_board
    ADD CONSTRAINT case_board_pkey PRIMARY KEY (case_id);


--
-- Name: case_keys case_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_keys
    ADD CONSTRAINT case_keys_pkey PRIMARY KEY (case_id);


--
-- Name: case_milestones case_milestones_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_milestones
    ADD CONSTRAINT case_milestones_pkey PRIMARY KEY (case_id, code);


--
-- Name: case_revisions case_revisions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_revisions
    ADD CONSTRAINT case_revisions_pkey PRIMARY KEY (case_id);


--
-- Name: case_timeline case_timeline_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_timeline
    ADD CONSTRAINT case_timeline_pkey PRIMARY KEY (event_id);


--
-- Name: inbox inbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (listener, source, stream);


--
-- Name: listener_positions listener_positions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.listener_positions
    ADD CONSTRAINT listener_positions_pkey PRIMARY KEY (listener, source);


--
-- Name: parked parked_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.parked
    ADD CONSTRAINT parked_once UNIQUE (listener, source, stream, version);


--
-- Name: parked parked_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.parked
    ADD CONSTRAINT parked_pkey PRIMARY KEY (number);


--
-- Name: readmodel_positions readmodel_positions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.readmodel_positions
    ADD CONSTRAINT readmodel_positions_pkey PRIMARY KEY (name);


--
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);


--
-- Name: stored_events stored_events_notification_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stored_events
    ADD CONSTRAINT stored_events_notification_id_key UNIQUE (notification_id);


--
-- Name: stored_events stored_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stored_events
    ADD CONSTRAINT stored_events_pkey PRIMARY KEY (originator_id, originator_version);


--
-- Name: stored_snapshots stored_snapshots_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stored_snapshots
    ADD CONSTRAINT stored_snapshots_pkey PRIMARY KEY (originator_id, originator_version, topic);


--
-- Name: case_access_partnership_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX case_access_partnership_idx ON public.case_access USING btree (partnership, case_id);


--
-- Name: case_board_reference_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX case_board_reference_idx ON public.case_board USING btree (reference);


--
-- Name: case_revisions_revision_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX case_revisions_revision_idx ON public.case_revisions USING btree (revision);


--
-- Name: case_timeline_case_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX case_timeline_case_idx ON public.case_timeline USING btree (case_id, occurred_at);


--
-- Name: parked_case_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX parked_case_idx ON public.parked USING btree (listener, case_id, number);


--
-- Name: stored_events_case_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX stored_events_case_idx ON public.stored_events USING btree (case_id, notification_id);


--
-- Name: stored_events stored_events_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER stored_events_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.stored_events FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- PostgreSQL database dump complete
--


