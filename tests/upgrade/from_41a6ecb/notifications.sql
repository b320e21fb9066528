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
-- Name: announcements; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.announcements (
    case_id uuid NOT NULL,
    template text NOT NULL,
    event_id uuid NOT NULL
);


--
-- Name: append_gate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.append_gate (
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
-- Name: inbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inbox (
    listener text NOT NULL,
    source text NOT NULL,
    stream uuid NOT NULL,
    version bigint NOT NULL
);


--
-- Name: involved_agencies; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.involved_agencies (
    case_id uuid NOT NULL,
    agency text NOT NULL,
    through text NOT NULL
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
-- Name: mailbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mailbox (
    message_id uuid NOT NULL,
    case_id uuid NOT NULL,
    reference text NOT NULL,
    partnership text NOT NULL,
    recipient text NOT NULL,
    template text NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    sent_at timestamp with time zone NOT NULL
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
-- Name: undelivered; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.undelivered (
    message_id uuid NOT NULL,
    case_id uuid NOT NULL,
    reference text NOT NULL,
    partnership text NOT NULL,
    recipient text NOT NULL,
    template text NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    reason text NOT NULL,
    failed_at timestamp with time zone NOT NULL
);


--
-- Data for Name: announcements; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.announcements (case_id, template, event_id) FROM stdin;
553daaaf-8324-5ebe-b60b-0e452411c7ac	referral_received	5f468bc7-97f8-5367-8745-b85988f26f70
9ea0f29b-eaf5-568b-8418-8af8cff868b9	referral_received	d0f6bae1-e330-571f-b217-4052fd9b7d3a
9ea0f29b-eaf5-568b-8418-8af8cff868b9	briefing_published	5b7d2c77-8ef5-5a9a-8f79-66f9925892a2
\.


--
-- Data for Name: append_gate; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.append_gate  FROM stdin;
\.


--
-- Data for Name: case_keys; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.case_keys (case_id, wrapped, created_at, destroyed_at) FROM stdin;
553daaaf-8324-5ebe-b60b-0e452411c7ac	\\x01859149ff3ec8c488520b5f317c78650e45cecfdac26e1229d87e0d5a5255361e62a2cdda416f76695c1475cfffae125462fde1a07bf39f29b37802ab	2026-11-25 20:13:43.072333+00	\N
9ea0f29b-eaf5-568b-8418-8af8cff868b9	\\x017409b50a8e300681f0050566719b0e50a5591efa606615eae0766762d72f280974eda75a3ec0e4b5b24f5bf4815b7e2226e712f2328538286e9883f2	2026-11-25 20:13:43.291777+00	\N
\.


--
-- Data for Name: inbox; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.inbox (listener, source, stream, version) FROM stdin;
notifications	/rapid-review/referral	310b68a4-291b-572b-b9eb-d9b6fd009984	1
notifications	/rapid-review/referral	386ab254-8b26-5701-bd93-94d7b6cd95f7	6
notifications	/rapid-review/submissions	59f41ab9-c78b-5dd3-8e74-c76d027f1044	1
notifications	/rapid-review/submissions	1a5ec318-627d-5c31-afc4-bd201772dd57	1
notifications	/rapid-review/submissions	9d758f9f-f215-5f11-a6b5-8ab091e51315	1
notifications	/rapid-review/submissions	98df6021-698b-5b1f-aa2e-0638f90ab4fc	1
notifications	/rapid-review/submissions	1b66479b-6d5c-589a-9c2d-1a79bade27ba	1
notifications	/rapid-review/submissions	ab04d189-3695-5a39-b3bd-fd9cdc456525	1
notifications	/rapid-review/review	fa70132a-07a6-53f1-8e96-3ac2511c0514	28
notifications	/rapid-review/learning	a04b177b-7c9e-51d3-a935-3726b41e2d1d	2
\.


--
-- Data for Name: involved_agencies; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.involved_agencies (case_id, agency, through) FROM stdin;
9ea0f29b-eaf5-568b-8418-8af8cff868b9	plymouth-hospital	PLY
9ea0f29b-eaf5-568b-8418-8af8cff868b9	plymouth-health-visiting	PLY
9ea0f29b-eaf5-568b-8418-8af8cff868b9	devon-and-cornwall-police	PLY
9ea0f29b-eaf5-568b-8418-8af8cff868b9	devon-health-visiting	DEV
9ea0f29b-eaf5-568b-8418-8af8cff868b9	devon-childrens-social-care	DEV
9ea0f29b-eaf5-568b-8418-8af8cff868b9	devon-housing	DEV
\.


--
-- Data for Name: listener_positions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.listener_positions (listener, source, "position") FROM stdin;
notifications	submissions	18
notifications	review	30
notifications	learning	5
notifications	referral	9
\.


--
-- Data for Name: mailbox; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.mailbox (message_id, case_id, reference, partnership, recipient, template, subject, text, sent_at) FROM stdin;
d172da70-0a89-50d7-9c83-fe4265faf6e8	553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY-RR-2026-0001	PLY	coordinator	referral_received	Something to do for case PLY-RR-2026-0001	You have something to do for case PLY-RR-2026-0001. Sign in to see it.	2026-11-25 20:13:43.114747+00
f93c4922-5f89-5e51-a4f5-abf4fd06f2ac	553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY-RR-2026-0001	PLY	statutory_partner:local_authority	referral_received	Something to do for case PLY-RR-2026-0001	You have something to do for case PLY-RR-2026-0001. Sign in to see it.	2026-11-25 20:13:43.142465+00
5b6c58b3-98f1-5056-a1b8-a4f0e3469e67	553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY-RR-2026-0001	PLY	statutory_partner:icb	referral_received	Something to do for case PLY-RR-2026-0001	You have something to do for case PLY-RR-2026-0001. Sign in to see it.	2026-11-25 20:13:43.146965+00
b2cde44d-a71c-5746-81ae-60524048280b	553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY-RR-2026-0001	PLY	statutory_partner:police	referral_received	Something to do for case PLY-RR-2026-0001	You have something to do for case PLY-RR-2026-0001. Sign in to see it.	2026-11-25 20:13:43.153852+00
aa289d28-bf76-5712-8c63-6f20d455055d	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	coordinator	referral_received	Something to do for case PLY-RR-2026-0002	You have something to do for case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:43.297399+00
0ef8abe4-514d-598e-a9a5-af862315d2c1	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	statutory_partner:local_authority	referral_received	Something to do for case PLY-RR-2026-0002	You have something to do for case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:43.314312+00
79504b16-4027-5778-8422-5f6563073e28	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	statutory_partner:icb	referral_received	Something to do for case PLY-RR-2026-0002	You have something to do for case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:43.329527+00
483b1797-ff7f-5959-a4a6-7f267511f84b	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	statutory_partner:police	referral_received	Something to do for case PLY-RR-2026-0002	You have something to do for case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:43.339835+00
39fc3665-e44d-58d0-8bc5-4387980ddf68	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	plymouth-hospital	return_requested	Something to do for case PLY-RR-2026-0002	You have something to do for case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:43.725261+00
4e8c8920-4ebb-5ecf-b067-10b87a1caaa3	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	plymouth-health-visiting	return_requested	Something to do for case PLY-RR-2026-0002	You have something to do for case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:43.755632+00
f3cf8271-d8ab-5b71-b6f2-48997cf539e8	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	devon-and-cornwall-police	return_requested	Something to do for case PLY-RR-2026-0002	You have something to do for case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:43.769112+00
fe5a7e7e-7f07-5a7a-b142-9261aed9fcbb	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	devon-health-visiting	return_requested	Something to do for case PLY-RR-2026-0002	You have something to do for case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:43.779722+00
4dca7209-23c5-59c6-a978-f67fe2f37d07	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	devon-childrens-social-care	return_requested	Something to do for case PLY-RR-2026-0002	You have something to do for case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:43.791329+00
ae0b4200-74ae-5154-92b8-0952c1e56435	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	devon-housing	return_requested	Something to do for case PLY-RR-2026-0002	You have something to do for case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:43.898816+00
bb213703-eda0-53ad-aef7-1c56bb2bab34	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	devon-and-cornwall-police	meeting_scheduled	News about case PLY-RR-2026-0002	There is news about case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:43.950429+00
8c1c40a5-c4f9-5df2-a1c6-d8a64deee3bf	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	devon-childrens-social-care	meeting_scheduled	News about case PLY-RR-2026-0002	There is news about case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:43.971117+00
834c55d5-c763-5c6b-bd0c-fee2c8e30af1	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	devon-health-visiting	meeting_scheduled	News about case PLY-RR-2026-0002	There is news about case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:43.976435+00
830ec562-4485-55b2-bfe6-051725ea4177	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	devon-housing	meeting_scheduled	News about case PLY-RR-2026-0002	There is news about case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:43.991869+00
a45fb124-f638-55ff-b211-78c026572e21	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	plymouth-health-visiting	meeting_scheduled	News about case PLY-RR-2026-0002	There is news about case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:43.999695+00
be34997b-78d0-51fa-bba8-a9a8297ddabd	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	plymouth-hospital	meeting_scheduled	News about case PLY-RR-2026-0002	There is news about case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:44.005564+00
3b6342eb-9ea6-56e0-a86c-adaec252d8c5	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	subgroup_chair	decision_awaited	Something to do for case PLY-RR-2026-0002	You have something to do for case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:44.726761+00
2d5688a7-dda2-50c8-ac2e-16d9a3871cf1	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	strategic_leader	scrutiny_awaited	Something to do for case PLY-RR-2026-0002	You have something to do for case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:44.795654+00
8bc4b0de-a122-5c88-9419-d180357cad22	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	coordinator	panel_replied	News about case PLY-RR-2026-0002	There is news about case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:44.915059+00
a3c0d76a-f793-5f67-9ff1-ebd129707830	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	coordinator	panel_replied	News about case PLY-RR-2026-0002	There is news about case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:44.967738+00
c923bc7e-2017-545d-a64a-b7beb14339c0	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	devon-and-cornwall-police	briefing_published	News about case PLY-RR-2026-0002	There is news about case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:45.051591+00
9013cb43-9560-57af-aad6-b833c59ecba9	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	devon-childrens-social-care	briefing_published	News about case PLY-RR-2026-0002	There is news about case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:45.05763+00
9709d720-6e10-5335-9700-58dbcea0158a	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	devon-health-visiting	briefing_published	News about case PLY-RR-2026-0002	There is news about case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:45.064302+00
56c3d766-7229-52fd-b405-751ab64740e6	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	devon-housing	briefing_published	News about case PLY-RR-2026-0002	There is news about case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:45.069365+00
bc8ff24e-698f-5ef7-9255-868a66d9dd08	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	plymouth-health-visiting	briefing_published	News about case PLY-RR-2026-0002	There is news about case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:45.071618+00
ef35da20-7eb2-5baf-ad31-9550858600b7	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY-RR-2026-0002	PLY	plymouth-hospital	briefing_published	News about case PLY-RR-2026-0002	There is news about case PLY-RR-2026-0002. Sign in to see it.	2026-11-25 20:13:45.073381+00
\.


--
-- Data for Name: parked; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.parked (number, listener, case_id, source, stream, version, type, envelope, reason, attempts, parked_at) FROM stdin;
1	notifications	1d98a59e-1ac6-5185-a177-a0c8caabc4be	/rapid-review/referral	0491a320-dc7c-5c7c-99a6-65071e03846f	1	rapid-review.referral.IncidentNotified.v1	{"id":"39465f9a-18c1-5461-9edd-9b8a59eba159","source":"/rapid-review/referral","type":"rapid-review.referral.IncidentNotified.v1","subject":"1d98a59e-1ac6-5185-a177-a0c8caabc4be","time":"2026-11-20T15:40:00Z","recordedtime":"2026-11-25T20:13:52.853171Z","partnership":"DEV","actor":"coordinator:dev-coordinator","stream":"0491a320-dc7c-5c7c-99a6-65071e03846f","streamversion":1,"position":9,"correlationid":"649100f3-4a89-5ceb-bfb4-68c7ec688c6d","causationid":"7e82e7ee-3690-5f26-b0a3-77379c964e91","data":"{\\"case_id\\":\\"1d98a59e-1ac6-5185-a177-a0c8caabc4be\\",\\"reference\\":\\"DEV-RR-2026-0001\\",\\"partnership\\":\\"DEV\\",\\"authority\\":\\"devon-childrens-social-care\\",\\"category\\":\\"serious_harm\\",\\"incident_on\\":\\"2026-11-17\\",\\"agency_aware_on\\":\\"2026-11-17\\",\\"authority_aware_on\\":\\"2026-11-18\\",\\"notified_on\\":\\"2026-11-20\\",\\"working_days_taken\\":2,\\"late\\":false,\\"other_partnerships\\":[]}"}	failed.UndefinedTableError	1	2026-11-25 20:13:52.868632+00
\.


--
-- Data for Name: readmodel_positions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.readmodel_positions (name, "position") FROM stdin;
undelivered	60
delivery	60
\.


--
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.schema_migrations (name, sha256, applied_at) FROM stdin;
chassis_0001_event_store	7f154fb19bf74d927562bb15ef79c443ea6a635b7fae7ff4195d010d6144a939	2026-11-25 20:13:41.832284+00
chassis_0002_doors	06eca928f0e38dacc2a9ac5c194cab5bec4c8e81c40046414f64000c3c54aa03	2026-11-25 20:13:41.922608+00
0001_notifications	80e16ceec5c02f295e195391e366205ffdfde747a4ed1266928a65067ad087e0	2026-11-25 20:13:41.999151+00
\.


--
-- Data for Name: stored_events; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.stored_events (originator_id, originator_version, topic, state, notification_id, event_id, case_id, partnership, actor, correlation_id, causation_id, occurred_at, recorded_at, previous_hash, hash) FROM stdin;
d172da70-0a89-50d7-9c83-fe4265faf6e8	1	notifications.MessageAsked.v1	\\x01cbc832e82ddbe47fe9da2b2acf3543de5dd8c7f0af13e7e2bcdbafd177c70d4d67eeda2330b92fa1c9e47c2122ef5f8c9f68f9b01336c65596d6d4f79e83e495bb5b081d7669f02a33fb41391de30ecd6d39e77854f2e9031e4a546e822b6b5eb0878c2b54b66d6f8d2b70d8b630aeeee0192eab2461ad4266277b03f245603a5b08fea5bbec9469aa1f066ffd7aa93d170aa970e936ce08a0b3654c60d339108af0b258f8a320ed2be41bfd46634116fdfac79afd9c5dc85355963c0bb45ed47c2556972211a8facd65dedfd1912c54f57d52a959595edab01383cb1bae0404a3290bd05f1bdf26232fef1c369c1ca02d0cf9c50b4c6007f9bf3cc351b823b68e4f5a85e646086d6596aa63bb1f7b874efef14af888dbb97b76a2547da3945594595b1ea1e7d2ac0325aa75569aed9df9	1	93ecaaed-54af-5997-bf5f-56727ae61738	553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY	service:notifications	ecf8c050-3bea-5a44-9312-156e8d0558c9	5f468bc7-97f8-5367-8745-b85988f26f70	2026-03-04 16:20:00+00	2026-11-25 20:13:43.073219+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xe24c0cb7b13449a78996f6593496e1cccbabff1983f63ea718bc34b0e296ec79
f93c4922-5f89-5e51-a4f5-abf4fd06f2ac	1	notifications.MessageAsked.v1	\\x01ac54ccb6fd7e3a86fb06a0ac5e5ee6e276d897baf66a77773377d3d4042c845e9aa1d2d2c54a326f5df1ac652308288ca396dc07cc57e758d6463d9ba9b02c60c30f073e3008ba58a9de3da912b8d58a2217a10042eb7f5cd4791b962f08d7af0e48554c2f39533dbcb353205ba3001ce0473a1d31c03ead1e36ea526b5bf539c94d45658ba68fe94f03a0dc2ffd91ef5c5ed6c78f593c08150013bc1a7559e17ac7c952a4433317a8acc71e2a6ae89db1f337324893b881a27a4cb813fd6de1e33bd1c22a81c11ed5133c5f93910426c338e3cdc8dbb53e63e02ef6900f9a115f2f65c4688993e913efb20aa622716b401e2a0b08b1aae6cd6abe1c16e0e6326519e1fab68d0d689d5628e6c12afd636cb64d7d9b1267c0e4560cd80299db29f88473e92679be001528a14e0ebc0b9ce30dfcab3d3372e0070ed970cd581a8cb0c745abd81e2f	2	64b308d1-c4f2-5044-9640-1979700cfccd	553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY	service:notifications	ecf8c050-3bea-5a44-9312-156e8d0558c9	5f468bc7-97f8-5367-8745-b85988f26f70	2026-03-04 16:20:00+00	2026-11-25 20:13:43.118764+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xd5e779de9870a11b01eeee97bca57e2f862d979fb7e0d5fa0a69fe1ce8a34da1
d172da70-0a89-50d7-9c83-fe4265faf6e8	2	notifications.MessageSent.v1	\\x01031867d109420ac0215e9772e02de99b0fd1bcaf281a55ed9ef0558288c1fabe97e43a71e120fa923005e80fdb52ad4e79f0cc8ff8964eacc60fe8c98b6167215e100f41bd7b95e5acffb98fdffaa30969e7a746b4e0067c0095f936824bb80e7c161b85cbb4bf6e808c2ce8bfd542989df3d61bd75fa884d6dbe04cc743874a0b4d507d45f4f8227d	3	0fd3a4b8-4458-53b5-8051-608773855782	553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY	service:notifications	ecf8c050-3bea-5a44-9312-156e8d0558c9	93ecaaed-54af-5997-bf5f-56727ae61738	2026-11-25 20:13:43.11663+00	2026-11-25 20:13:43.116774+00	\\xe24c0cb7b13449a78996f6593496e1cccbabff1983f63ea718bc34b0e296ec79	\\x5e9d30fa12e4aa0c435f6666b0b9d89da754535508d18feb289b4486fe9475dd
5b6c58b3-98f1-5056-a1b8-a4f0e3469e67	1	notifications.MessageAsked.v1	\\x0144c17f31882a8f1eecb000a362989ddddd3959469b3886f3c4dfa4c9dde18b819d1c16da290ccba51057be16e270097062e92c394a420dadbcb7fb2b83197d8721a18341f34f60dbc864a54e109e351048c194b513b920705d5f136bababef8beeebbec8c7872fd2cdc436d73e933c2398baff83b27ed4cf4dc057559e4c3db742f90665f0bdd2ff92f13b86029494b27b72919851bc93056173c4e1975af44125d63cc4cf207b5c2fb7ea7e13631236f9760ab578bd6e1c1017bc742f692eaec432532a2a30dd26c2f85263358c5fea88d6b9bb6c5c03d60d10b52fd638989371d2b6158b8394d8fe19e7efdc7b440a14786464450da9e153292b16b97328d8838aeee1fbcad96614be24eff726621cd088c721951fad7f5d65d9fde8673f4e31f39da6bbc6868f4486477698a364b979341877688aba183944d9	4	fef1d107-65bc-5362-9953-c0a6480b3cf2	553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY	service:notifications	ecf8c050-3bea-5a44-9312-156e8d0558c9	5f468bc7-97f8-5367-8745-b85988f26f70	2026-03-04 16:20:00+00	2026-11-25 20:13:43.131907+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x6391bc6952a2c542c0b676c7db8426ed52b62647b8143f18a284a50271a8ce7a
b2cde44d-a71c-5746-81ae-60524048280b	1	notifications.MessageAsked.v1	\\x01bcecf7500a9397109a18741a200311b067a0a29092485d27de3d0c9430ffefec65464d76fcdaf57f1c3f37acc9c14cee28314c936a1ebaa27f217dbb3578a9faeeb037f9036a69bfe102a5b4bf0c569620d81053532910e800226f09dfb1e27ad516f3f58e4f57541d0d4a06ea3afe8aaa8c14f9133d9b8a305db839dc9301bca56da3c99f4581f63509efa9f48827c1db0872c2483586b898bab76589fa0c7f4ef8126d68a095f4cc7ec7e06605ebdde23236d27d8b025226e1b272141ba93eb7d86229477b9137c09c0e8ed86ae89098f21a3f38466c6adc8162021e145ecfc138ba5905346ff12e8663e51f4832dd3b5e2a3bab5330d1dd79331eec0b797b937f977976e053cc4c6ea600980ed222296680e3aeff4722e508b03716d5535c4013955a3493612ec51bb6a5c49f7c547d9b89eafceb5fedb8176d3c16d8	5	aa4f9270-eaaa-50d2-9f79-4634d3d1b068	553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY	service:notifications	ecf8c050-3bea-5a44-9312-156e8d0558c9	5f468bc7-97f8-5367-8745-b85988f26f70	2026-03-04 16:20:00+00	2026-11-25 20:13:43.139111+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x27bbf5cb7788927aee59a6be142268851e423019166d7e724ac4a581fcf815ab
f93c4922-5f89-5e51-a4f5-abf4fd06f2ac	2	notifications.MessageSent.v1	\\x0141d689bbee8ffce441b8767dafd19259530cf3ebe3602623cd029c5cfe69d04be791f94de206239b6667aa01b3aa8c959296fca78be5b6f9e235ee96a3f246b39d09cdf8ae447cf616e5ccd81ca4762598904e492e1d0967bcfbd43c5c1185d802e5300ef3b391affae65c8a5cd57fda7b09168b3b7b2ee13763c5d5ae0daa27b3c5c19a07d55035f0af1b6df16f9996f380bec082653ee2c2af9b86fd4d9c	6	952146dd-33d3-528a-9ad4-d5562ec3e918	553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY	service:notifications	ecf8c050-3bea-5a44-9312-156e8d0558c9	64b308d1-c4f2-5044-9640-1979700cfccd	2026-11-25 20:13:43.144024+00	2026-11-25 20:13:43.144123+00	\\xd5e779de9870a11b01eeee97bca57e2f862d979fb7e0d5fa0a69fe1ce8a34da1	\\x50135ef224e7c80f5a27af3bdebf089a368a5b72db926bd965e94b370d122186
5b6c58b3-98f1-5056-a1b8-a4f0e3469e67	2	notifications.MessageSent.v1	\\x019ae460218e242a9ccdd69ece4881446392239579ad397ea2ed9cec47f1cf4dfb7fac6e04259e04df8c62bab978410319012e6afd8a7d3c9b67b0b6ca4352bd9e6478b1d3f2476a0a4bceca58aaed6f9fee342e30e316d489afd812c4f969f0160243f6b7f2b1d97f1f6b327529ec2637d477cfbedc5eaebe0a90c9958d813ad6d5160877e48cd5eda8efb4d9d96694364718bf	7	2f7a4cf6-3b30-5b60-8ef8-9e8e2a4377f6	553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY	service:notifications	ecf8c050-3bea-5a44-9312-156e8d0558c9	fef1d107-65bc-5362-9953-c0a6480b3cf2	2026-11-25 20:13:43.147801+00	2026-11-25 20:13:43.147888+00	\\x6391bc6952a2c542c0b676c7db8426ed52b62647b8143f18a284a50271a8ce7a	\\x06d5fe1e5f0982f3f8f900b254d0e12a70e3949506f110772d17fd9de4443c2a
b2cde44d-a71c-5746-81ae-60524048280b	2	notifications.MessageSent.v1	\\x0122b18a8e4d1709125f0e045681a8df03f020d87a3e67022f0eda873e846f4d61b90cb8318aefd2b47d183d0182b8223b0db3211755b272c4554c8fa554225d8b8a2bb463e32af40270739dcb7d6154769d1400f4bdb45fbf1625c5ce0b801311e8f9eaf3a7f9b80ccea0f95f6917b9b4a50781a837214fb94e815ec43d6e0baf6088bbd18d2d5e2bad9ed39899f6adf62e4b531de5bd	8	0608b689-c219-5709-806f-59a83d688e65	553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY	service:notifications	ecf8c050-3bea-5a44-9312-156e8d0558c9	aa4f9270-eaaa-50d2-9f79-4634d3d1b068	2026-11-25 20:13:43.155189+00	2026-11-25 20:13:43.155256+00	\\x27bbf5cb7788927aee59a6be142268851e423019166d7e724ac4a581fcf815ab	\\xb83aec359a58fd50e215b38ee2007a2eaed860ca9c5d42eacfd9da6ebd995a19
aa289d28-bf76-5712-8c63-6f20d455055d	1	notifications.MessageAsked.v1	\\x011ea125b878909f53694429fbceaab8b367b290701bbc47915b77bd9404195b4d06eca0800e98e677b63b855fcafe37815bd32ac92a294ba0e0a04c6ad604f957e7d2f867ad2358bfddd5032f934d9e4952e45dea36e34374c61d42c9450cf94ca975a56a5c6a5f8c2774aff17f390207cefbcccbb6a70036580571f9e0c814427f53d996bdd3c300599bf8faceae45f9cfa4e87d096630212459cd0a5196e4710a811e5c0fcd5838a55b31218642ab691deb40c1b7a282ac64631d1fde32ace6b9f663684dfcf20eabaf5895704a60c9862ebfce8c13153a4b5981a57aff0001532b43a80e99e70ee01326430c560e03175b68a8a143e3a6cdf1dceb1999b281506ad8797a97789597b75a75ce30f29c1e8f609ece3cc055d2d24b46f3722751b5925d57aa4510af702837f48f7ab888bf	9	5071f019-3732-5b90-b7fe-40295f0f548c	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	477d97c0-429d-5fec-9c19-8a8d5741f92e	d0f6bae1-e330-571f-b217-4052fd9b7d3a	2026-05-11 10:00:00+00	2026-11-25 20:13:43.29245+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xa4e80e6bedc2cce59273601cf9663a918c34ce8dd5cd3f7a0647103c93ea73c4
aa289d28-bf76-5712-8c63-6f20d455055d	2	notifications.MessageSent.v1	\\x018445b6b30249d82370b77d1bbe6f41b8b21c2d77cf466e5e74435189dedda737cb3f7347a0d070ed3753650794e2451d709e7bb2d07bd41986f9d9c760c731506a1333477f35980016dfa1866eaef63bb32119f093426dafeb76ace2d2395a22f4373d2bf2fb08d89dddf9587925fcff9656e7a846df4ce1f8a09d7487f2d711c47a7aec379a0cb33f	10	e7d82e74-2198-5c99-8018-8df670c52d0f	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	477d97c0-429d-5fec-9c19-8a8d5741f92e	5071f019-3732-5b90-b7fe-40295f0f548c	2026-11-25 20:13:43.300816+00	2026-11-25 20:13:43.300918+00	\\xa4e80e6bedc2cce59273601cf9663a918c34ce8dd5cd3f7a0647103c93ea73c4	\\xab230da0d6044a23702b62639fb4b2ec9980486f69aa38727e92d027905d3704
0ef8abe4-514d-598e-a9a5-af862315d2c1	1	notifications.MessageAsked.v1	\\x013bb0fdc53470e6a60e3cde2636e21dfce9a5818fbbc329c3985190d68e00bf81f327d7b169ff03124af02cd007f2562b07b240d0306222e20d95cc14cf57c4b6510919b39a623e7f6fcab65f05b1f8bcfbd108a9aa629c08b717d43db1a071916628edd8d93021975a5566e239ce2866410b88e520537858bfb5ae9ce1fdaa6f1d64ec82a90997bbb857c9e836f9fc3f93bf2eb62263781fbdf30bb2fa6bc380112c022004543bf9502168d42d5b70fb82bdc9d3cb47bbd10bc087b082d0b843980a0dd58b0ed0e761dc26501e71fff5cf3af070a9d6d626b0bad3f8486150c28ddbadc78f7ad70d19f3b89201fa85fcaba227e7f3c6fdebd79b8093ce9f1115073cdbc28cc918436ae3747d5584d4811138da0af54de7a265bc9887db0dbeaa8a8aed2f49608789a34753aacf67daff71de2acc42329ef5e9da4e156baaa565c310763ae13675	11	115eb743-3969-590f-805c-4e3c5c6dbe12	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	477d97c0-429d-5fec-9c19-8a8d5741f92e	d0f6bae1-e330-571f-b217-4052fd9b7d3a	2026-05-11 10:00:00+00	2026-11-25 20:13:43.302419+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xc38c3b44f6e75681d807b0067139cfb9da3eeebbb47c85bab9d609c9a7b6adcc
79504b16-4027-5778-8422-5f6563073e28	1	notifications.MessageAsked.v1	\\x013d471e70878164157f2a2376e31af46b0a1aaa9fce8d8608ac1ac6d1265c51683e796eeb04be9e32eec9c4f2f91dd48334d6d988bbbf74ab81228ec5be8568aac37568f489b9265e94ba2124bb53e920d74bd1f2add141cff4da6c1531a773ca8a52c330cfbf1df8798d3666498e99e8ded43cb3564384295684a22c4679aade05f96b2bb60865f14a048e02ecf773d62b3b5097706a1b6286b90f0f9d66431e269167cee936255618713643c596afd5bbd8a0bde759589843f3d512e4c3a9c9f0f5b2113621832c85c8dce954b456d306a7bc01af00c5b82e58659de14d8cdca04fb65429c5dc29731333fcf896abf952a2aa12af457d2821200d621e494a5f370afd74cde7a6f64c9712b1fa9d23dbbcc3688503cb6b9b88bdbd0c6d9a4080042b12dbc06ebbaa5ee98e6371da74be523c6823b89a375d2e0d4e	12	1fe702d2-da94-5ffc-add1-3a4cde927516	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	477d97c0-429d-5fec-9c19-8a8d5741f92e	d0f6bae1-e330-571f-b217-4052fd9b7d3a	2026-05-11 10:00:00+00	2026-11-25 20:13:43.30955+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xff4559b730afc6c3de61c5751db92e53f651fe32c13a06ae7235a0c253f07c68
483b1797-ff7f-5959-a4a6-7f267511f84b	1	notifications.MessageAsked.v1	\\x0154aa3c1dcaae2559d3d73f19031df0a4b4219cf0ee689cb74cf0596ac4f5e0a6cea490b38dff0486c92cf415fb6c21f298a9f267c5badf7ae0e9b1afc08d97b19281ba1787b40c8b8b3752349bf50e7ccf060263a4253c8b113b954ef79fb3713b9bb4f966e0c8bba6657e053e9832e4cf1eda4210e097fca099eecf6bc9b0f64b7c58fc2e65218575c5cf9afcba9467adf202117f05f710dc2ea56fae7fc6525d04639a89498c0489ef993fc7bd49e2803082aa2af654b75ddc09e3bacc97f0f807555adcdd0df431afad0b7f91c17fcf0c17a5392d622e61a187d504c2020b114a15fa2919629586de607e00293b141370b4832448d04f37117c6ec15d9bcda5b609a7f0b3650f103efbe6142f7233be6a4d52a845ddf28b490c0ecb5a466089ed86bfacbac7b0815f7553ee0a5f421fff5641ac157c79c88b6599014b	13	60d8240c-4b62-5fa4-8c29-5101d8bad9e9	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	477d97c0-429d-5fec-9c19-8a8d5741f92e	d0f6bae1-e330-571f-b217-4052fd9b7d3a	2026-05-11 10:00:00+00	2026-11-25 20:13:43.315082+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x3f6e06b1c273554c0fea6a4f453ad2769808688ec6f85362137188366d19918e
0ef8abe4-514d-598e-a9a5-af862315d2c1	2	notifications.MessageSent.v1	\\x01dc04ec9b2d049c8eee56fb7705ced26c2119ca4ac96072b793057b07149dbb7f933d5fd397ac4a52904de8795af7707b5df0b08bf78d52c3dcddba3a76b9e278101579cb0c85b6ddfb4fcff5e6fa1cbcf73db3c64ce5f64f7764752c5a0da233ee5960528c389a8a528a7a28828f531acded7c0fe5d9afaf026fa945f55ac918058421f80d711c23f737f5a4b290995531f7eb9733cd51e9672dca08acb6b6	14	09d17fa9-d337-5a24-9b88-ad6ba44756cb	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	477d97c0-429d-5fec-9c19-8a8d5741f92e	115eb743-3969-590f-805c-4e3c5c6dbe12	2026-11-25 20:13:43.315774+00	2026-11-25 20:13:43.315847+00	\\xc38c3b44f6e75681d807b0067139cfb9da3eeebbb47c85bab9d609c9a7b6adcc	\\x13ea5a73d192146af93b54ab51fec058a76ed91e9f19c4d6c1c7a6d52b786187
79504b16-4027-5778-8422-5f6563073e28	2	notifications.MessageSent.v1	\\x0107b474615c4f849eda361429ab4c98c685101f0aa32e8fae2546627b8904991fba59cbcbc99daff48cc61a34977795cfe08fb052058632f64ae30d022a76f33210ccaf523564a9fc7b72a0d81d80fd06743b0e007c95503a7eb1a0cfb9303b8ef9732e2eeb42589e1e031318e1c0805a0bea939be0654bbf9806ffd115cc05f054b23fe6792f09f0b2b51dd8e74139b1ff53a4	15	196fb14a-33bd-53dc-84bb-48ca9db81a15	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	477d97c0-429d-5fec-9c19-8a8d5741f92e	1fe702d2-da94-5ffc-add1-3a4cde927516	2026-11-25 20:13:43.33218+00	2026-11-25 20:13:43.332314+00	\\xff4559b730afc6c3de61c5751db92e53f651fe32c13a06ae7235a0c253f07c68	\\x53d8141235284739a76cba7ed87b29ce51caeed643ab813f928db594b3790ab1
483b1797-ff7f-5959-a4a6-7f267511f84b	2	notifications.MessageSent.v1	\\x01ee71c1cfb5be174f5a25c5284e5d7a74a4195e194343ccf88709563cc3c8f4ce2c91ca9fee4bb3ef2853ea448f578409fccb50b66391d25b79b7fde18efefe7a379358898a59b105e699229e1803f11873dc0a5453b21453f2443e2157f6dd8be9e2a641c9055bd0cad5eea312a11524b75a42fe990dd12bc360b6d595fe0b231b28208bf4d6dc650b1c17f28a21f955750b19567bc2	16	736233ec-bd58-540f-be1d-37860568e222	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	477d97c0-429d-5fec-9c19-8a8d5741f92e	60d8240c-4b62-5fa4-8c29-5101d8bad9e9	2026-11-25 20:13:43.341915+00	2026-11-25 20:13:43.342029+00	\\x3f6e06b1c273554c0fea6a4f453ad2769808688ec6f85362137188366d19918e	\\x4b34a2b7cbb799be34a7f648c4d5d786d0d58f5a95cd4c76067ea613db477734
39fc3665-e44d-58d0-8bc5-4387980ddf68	2	notifications.MessageSent.v1	\\x0161a9d0b1529647a9dc6a4b7b2bd0fa5a123aaf35b50f4b6ba8e66874a8d31e966766462687ab95302fa6be8d5badbffbde47dd20634a1071a0d9516883ec663ff533a74927cc84c5a1f4f8a256cbca2c5b8c09dbb18d5b85d8925517097ae48c83fc2521eb3c217a0121e2bdb0dd66786e5e6e02e915cf2a7a5589993b5af71e47785fd2edf48525e72aee54b6da	18	2fd901fb-2470-5fc9-969c-4e0e2c45778f	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	edc33f0d-9792-5987-8d8b-36ba9907b4cc	925a6949-8797-52ea-868f-9d839566c222	2026-11-25 20:13:43.726587+00	2026-11-25 20:13:43.726684+00	\\x56111dfdc9f16a1d11cd6bf4723e18bfad10c7c664eb016309324969e9a138a5	\\x5d5ff2e8dbd5cd0cfaa21a3019e394dc45e0d0c433ef2ed84cde5fac056a371f
4e8c8920-4ebb-5ecf-b067-10b87a1caaa3	2	notifications.MessageSent.v1	\\x0109d010353359bbe9f03c461988f5c81e428e8833bab93144c1ac360e5796c9f2b66725ab9d5c82fdb0e797a11758666875b3e244852185715fa4124cad096e78dffdea208cedffc446e7df6201fe6f3196e07a1fafa2f0fbdbdc95112372c37be42961a38ddf08d1bc2c49bf291565771a587f4d54c0a4b2af92907ea6f63afae0eff134b05184958764f4d53bb60e296031a55a70	20	6c0ea3f5-4c4d-5436-b522-c309eda89241	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	edc33f0d-9792-5987-8d8b-36ba9907b4cc	a131d9c3-dcf3-5948-af44-cd45e784d2ed	2026-11-25 20:13:43.75794+00	2026-11-25 20:13:43.758005+00	\\x6daa03b3f4c126ae87757ffd353e24d93f7c2ac8fa2c11d022c67b914c1559e7	\\x9723181bf6c10d837ccc81ce3526bc5c3adb60b2c86b72796c476b7400f7e4fa
f3cf8271-d8ab-5b71-b6f2-48997cf539e8	2	notifications.MessageSent.v1	\\x01e4eed37cd0772408cb7ddf0cbb8344a0de957857625946f3524b19d4e04f7dd325dcadd29b7780f9efdbe6a733bf47eb933b9384a4144ddda46ea8df41df315d85eec790d127e92089d39508b56dcb3c3d48f7e1efa1dd96979885fdae662c69b578b26cda776af96b9749e3f1604833c32233c0a0c170add664d2f6025aa3999b9ded6ff6099719043e7e4836dfe4d5cdc07fb85bc9	22	5298023c-a686-523c-a063-a2596d2faa69	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	edc33f0d-9792-5987-8d8b-36ba9907b4cc	cc6370da-e6b4-55e5-a83e-c23e8c5327a8	2026-11-25 20:13:43.772084+00	2026-11-25 20:13:43.772156+00	\\x1acf2a6689de0038d129714b883a2ecb54f6f7c02007c1168eb3896272c8c48a	\\xa134ec98047c59adb1ab80a9459adc3c5ec548275aad12a3eb1d73f5b8a11494
4dca7209-23c5-59c6-a978-f67fe2f37d07	1	notifications.MessageAsked.v1	\\x0189fc08b1a540bf47f903ca511f0de73ecacfaa0eb32f2933e698952cde3287b6f661f641c0038068d951b8fb4f85d7c53e4fe3b4522662f2cc3878cf4c89b5286e304cbf452bbe2792b3331ee10762ae4fa7f9821bfc79cd488e3efc149fc7da12fbf1c114ff79b321d6744f2a02801e5baa6b9f6e77d6bd94916035928f9b0321217350870d6ca6caa1af19e5dee10ace475aeaafc54a3f3851809f37af5206bd8dea7c1842063b85a8d29fa5ee6394a66acfc9fe6be5bb518de0abdb9d3ef70f0f3f059a9dc1af1a942312fbe70c4dc7e05cf53afee3025ba3aa536aa4f916d7e594774900bb703d885ba813abc20ebadcdc7e65c2f628b64b8cc7e50dfd204b2db1c59478952b31dbd299cba412f9f7f12721d942de56ce4c1b4f2fe540972d5952b67965029713646de6fd6340b779750539759e9b5f02c4461f1b9a8d5c	24	c52de6fa-67a3-5ec1-a552-ed51fc60938c	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	edc33f0d-9792-5987-8d8b-36ba9907b4cc	e1b6e634-099e-5222-9439-5c3562f8094c	2026-05-13 14:00:00+00	2026-11-25 20:13:43.778419+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x8312ffec7d39b1a6d77c56f171b0f26cf94ff9a61f723086685f10df58314d09
4dca7209-23c5-59c6-a978-f67fe2f37d07	2	notifications.MessageSent.v1	\\x01ebecab60e0c1ce7eb5ae5596f9569b9bfebd7a57fce1e3cc50b300453266d12edc53b96a707f309da990aedc791c5e3c5eeb6f46f273eecb3e958d5670d6faa19cb20b347d4f336fe11e7e79e6e901e2e542a801d09087f631028433f88b0df1444a7bd7a6f1e1911c3c69b2e2cc7ad0142377a2d24ccc1ea1df8882e805ffb89101fd4601ef9adbe57a9497ecb32f0e218da46f0acd3da6	26	90d50a41-2c80-5798-bfc8-44da4946bda0	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	edc33f0d-9792-5987-8d8b-36ba9907b4cc	c52de6fa-67a3-5ec1-a552-ed51fc60938c	2026-11-25 20:13:43.795029+00	2026-11-25 20:13:43.79518+00	\\x8312ffec7d39b1a6d77c56f171b0f26cf94ff9a61f723086685f10df58314d09	\\x533b20a1ab70b57818cc7a7109bfb40ae004d5dd09da85dff86c293902c1f31f
ae0b4200-74ae-5154-92b8-0952c1e56435	2	notifications.MessageSent.v1	\\x01843a697b0adf9be3e5b0d22be7b8b1edcf26ecafcced3d5d1dacd0599185970522d78a2c9fe6c6fa9bfe5442b350f2194c7e8f0d18f340fc8866ca6851607d44b41e04e0483aa0ea082462a7a43fc336b8e0fee16b80bb3d2e74745b3e0aa0ecf61ba41700be35401474d6a906048054c1d361639153584321fee63b10694092d6c8494812f9e5e5f91b	28	e24d6b93-ad88-5551-a12c-bc8c6841a4eb	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	ce12cec3-bbe5-5f4c-8a54-73f1d9eca8af	ee322884-e45c-5ce5-806a-9b98f03676dd	2026-11-25 20:13:43.901696+00	2026-11-25 20:13:43.90184+00	\\xb769ceeba7d781abadf16e71816c8320b1f0834e805135d7059317b1ba34ddfd	\\x0f029f70465bc5553d9c471633a0be03a455be88979be6220b1be055d25e60d4
8c1c40a5-c4f9-5df2-a1c6-d8a64deee3bf	1	notifications.MessageAsked.v1	\\x0128ad76ceead3af059e9e02dd6f0846d5bde40e365c0e4e34c56ae2f37d8e98a725a56c600bb248ae6e93eb64ad0b871c374a74092c42dd16a9de06d8fa84637e922dc2f0c689bc590e79382a94092ac797e92f9930198cd4fb074b11a676494e01e2574ffc71c4d3483d8bf465dde8e4da6d29571226c3939a961941cb64ae90e24ad5951dc50708c9e46d4ed072516902af962fbcc8f8b856758c78280373909029c22e0e33841c3d13489710e5b4183594272ff8e05f40a71e784327b258944c7dc374116a818c7e876deb43c3962dadd0b06ed1ee8074b137b7dfa9c3aa2b2a5aad54345d3393a1c5d28d4fe9f4b2e721c7296be8b64a5073448a8307d04a4d6e90a302c8c957852c2e3d617bfe2bdf0ac21de0c550fb221bc0ff8c53fc794c5ad59fcc7848880b0e75164f74c3e277b5c5fd8b30430dc9f447616126ba4d56	30	98db3394-9f2a-5115-9be2-1292a6222548	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a2250cfe-3231-5397-90b8-17c0a4f46b9f	1762f679-580c-5500-8909-d9d5e4bfba14	2026-05-15 10:30:00+00	2026-11-25 20:13:43.949646+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x7737285a53011b56f1ac0f7dc9eba172622fd6c93ece539b903b74840b6019ff
834c55d5-c763-5c6b-bd0c-fee2c8e30af1	1	notifications.MessageAsked.v1	\\x01fb28c07f69163df6c1fc343d1666d034f2ec1cb22a9982ca9fb5f6083e512e4e0766ceca49d1faa3335c8c2edebdc21bc419fa720ed0458c9adad069ee090cb45781dce7201e108e66b77b1fd557ca3c6d04f53e44afaccd75b564d05f8acc03f8a2a64f1dbe362ceb6ecdea926bcf7fd43e4d36c5f80338e96ba3ad699a8e275c3b0146349aeba3cd24ab7b4c97d88e43d1abe44cfd76188d4c04b28e0b42b65fd36992bbf11f417e00e0a7244bed154f760354b65c4cc116bf79e29075c773167da2bc242d6c28d0aec4b359d1cb5919453e62aa78f8860377f64c5b568ea2e15dbf603b797874f6a37cffe472c3e7e30233bcd1742c604518bf780861bfa7ae4d2298739994a274590ea10182054e4cbfc43d15042d695da015bee1d2620f55ba6206f660b966b0d36e7436c7cdba9f6f84a11936bde120a74f	32	eccb86ec-6780-59f8-84eb-76d853492394	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a2250cfe-3231-5397-90b8-17c0a4f46b9f	1762f679-580c-5500-8909-d9d5e4bfba14	2026-05-15 10:30:00+00	2026-11-25 20:13:43.95448+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x025b2d8cd7978fe73eb0482c580895ee18f9c3f5b828fb1dad4ea2b09c7588c1
a45fb124-f638-55ff-b211-78c026572e21	1	notifications.MessageAsked.v1	\\x01b6fa2022e5fbdf64d5c3455e99b100e8f902f47203f361876b4a25ef48a8237185e2776d32f4eaca772a652161562c4364f9390274bfc6801049b9eab8387a98f2e724965746b90c555f06233cc072c4a9be4662d88ee3616637f7ba6f47ead96f53a8dbab750f56ddc3cab0ed7d968d372bef8cf7ff649c7d64478529a8b9c86beb5974e87fca00268c5d5dac9f7894190329728a835bbb9ce38d3143d519525287c1c260ed59acc60011aa96e657c3e1900be6ca98f3223674b6b530dcc32669a0aa0ed8589d9cf5d0d615509be95b977d0395c60e93cfa30dc42dc801f4743d12852377906ad6e408a8aaf13d7dde004471fe967d52e4208721857e8479d11e0e98e542543024bfd56d60ead7aa806060a04d5445a82ecc2ec934356eaae654e6ba65b587efe14326f2c12fb126391b2d3ae39a14748b5aa85215d066	34	6d987486-8372-547d-baac-0cd1b9471f96	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a2250cfe-3231-5397-90b8-17c0a4f46b9f	1762f679-580c-5500-8909-d9d5e4bfba14	2026-05-15 10:30:00+00	2026-11-25 20:13:43.969346+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x69d9aa6249bbf6623d55b954d2d40ffcb71e18f0cd8297c5f2d0672ba0a3e8fe
be34997b-78d0-51fa-bba8-a9a8297ddabd	1	notifications.MessageAsked.v1	\\x018c420cedcb62c5248c16ff3aaf350050a335d57091915193c6f5e4fb3c4562dc38941ca858727e67bdaa3a2a422365b63d7884b02f5200056e82aaf1bb96c129d513124707763690e853491436e444b24f8937baba56b392d5f4c42bc07c6081dac6f77b6049fbfb0a0c56cdf5d0428af492216a695cab3934655687b876ba48aed2fb6bbcc04defb66e3413f2ee7aa17fd009c24f39695174a9cf0c164960015c7c4c14ac2700f3894e775518036bacd7e6b41f334e5739db49dac147c0a2fcde6a5607fa361ff070235ef4c411f6a4922674ff869c30aa611ae69f052687380ed07629c3358b6ad949873ae982f0eb1d29c7f972ca3a650a42e653235d855d4d96089332debd839e8e2cb35415b94e0e89270766b9729f5dcd753e56b9da56b579db6d217f5a5474ed45fa2ad26a1fefd9ac88bf6dae	36	34c9f109-76a9-5ac8-880b-3dbfc652940c	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a2250cfe-3231-5397-90b8-17c0a4f46b9f	1762f679-580c-5500-8909-d9d5e4bfba14	2026-05-15 10:30:00+00	2026-11-25 20:13:43.974021+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xeb857612e2a663825e8407ddac841bbc00421263e194eb1b6e3ebf3676c28e3c
830ec562-4485-55b2-bfe6-051725ea4177	2	notifications.MessageSent.v1	\\x01aed9d880b2319e1adb4fb227edc5e012f3719a6bc19fdce48c39ebacbaebe04e628e84218f3460b6838f2f2f4567212104702afa5a687085ae5d0388f32a30f233b75323758660923d4ae540793ccfd214cb5e8dbf8e17315b2c640301d83ba28739e2c2476881a93617cc8e4ec23d42d11b2aebac0ee984242d6bc5f3b96d43e20660c1ffec4a77b44772	38	d02d0682-879f-5f5f-a896-00de9a852402	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a2250cfe-3231-5397-90b8-17c0a4f46b9f	d3cd7e32-383d-5195-8216-3a963d4214be	2026-11-25 20:13:43.993487+00	2026-11-25 20:13:43.993609+00	\\xe90928b937dba0a70b9b3f1635913e910a225fae77d73444ab5c839f6d993103	\\xab1e5e7c7503caa8e225e04071634150e58c7076e7ba3e10fc0e5b0729977d6a
be34997b-78d0-51fa-bba8-a9a8297ddabd	2	notifications.MessageSent.v1	\\x01a270b580eb1d2014418573be4e5e8fb67bfa17efd389e9dffb6142fae9225e5095f1608be5832a0dfbc6f358443ca65d830fae1303579b95d605fde6bb4a1e30ec0e728e5548d02418f7499595229b73b42c31b549c6e2255835178fcd7d36917e87a7542638274b6969c15c914cb6293843bccf07a93565cd5ce8065b55fd423613950feac33910067c24ad04d970	40	3f4f4b97-96b7-59f4-8bb5-908a2a7155d6	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a2250cfe-3231-5397-90b8-17c0a4f46b9f	34c9f109-76a9-5ac8-880b-3dbfc652940c	2026-11-25 20:13:44.00748+00	2026-11-25 20:13:44.007587+00	\\xeb857612e2a663825e8407ddac841bbc00421263e194eb1b6e3ebf3676c28e3c	\\xf22b3f049702e20eed1f76649b17b379c3723300d5d1fbf49ed9ecabdb885d47
3b6342eb-9ea6-56e0-a86c-adaec252d8c5	2	notifications.MessageSent.v1	\\x013277a0ea8203268a2447e1037f896aed4520d115285447a2a8211a06af4170f7f7e2db17a36f3c08826e33e621796d33f361c4c4adcf9666f027cde1125e1ce270fea8db11960916a349c6a4b91873039dcfe02bd8129ddf38692fc546a8fcdbaf30a6354f4fa977f87eb711b4145beb83c2cbf55f097c93d851f56fd9caa4bbf00c3dbb9accc555725917	42	25900a6a-80a0-57cf-b92a-a677c3539c89	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	9f4483c1-393d-51b3-bfde-8fbb06fca378	c810edeb-b4dc-5d7c-8bea-71ff49343bb1	2026-11-25 20:13:44.728104+00	2026-11-25 20:13:44.728289+00	\\x5e7e60cdb3c4931c8fb868058eef1c994bec393b9054386532889d3919bc097b	\\x113a20c452c4cd3210a89fadbe56b207454710938f91b04dca4e54b072e77b54
2d5688a7-dda2-50c8-ac2e-16d9a3871cf1	2	notifications.MessageSent.v1	\\x017648dd69be5e64bc9c46e1c4f29959b80c966c47a8316f969d453716d0167a1a63c3c3800740dda583d6e465cf2292afcb34a86c67983bc9ad91b3d028fd2ec73c9a31b9a90758e32f350561565c49ef7c04f2fd06ddbee2236063998057efd0df6aa1c87891d0de1d262edf58b95030b4a3f86a276dd3ea0da95823e8c6e00797c6bb70a8ecdb169201b8ebbe	44	e627685b-cb63-577d-b873-8f6bdacc2579	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	f984dedb-a712-5d87-9ae4-7e1392d34295	1237c5c0-d4e3-50f5-ae4f-a57618fb3a9f	2026-11-25 20:13:44.79616+00	2026-11-25 20:13:44.796274+00	\\x669050126d24401f099d5ec2ad636657a402ac9b8c475976dab88df91147ed3f	\\xa5c72fb87d6266c0a00b6acde9c1703a3f8915e9966e4929f3dd3e7ba1ef711a
8bc4b0de-a122-5c88-9419-d180357cad22	2	notifications.MessageSent.v1	\\x01df512bc228e07d0f3011c55e4832e6264aa43cc09fb8007ee8343a003ef4eb73f838029f08cbb512d5447af42198aea757412671e6655d17591e70fcb7b914d8178943649fc1219a7f6903f3cb689252b90a0f0ffa897237fb790410d7074453b1aabb15d9f8b9cff6e29a1a0489ce3b7be7da3c4ec9fb10abbbc5bbd3ec8a0c78b59a2a7a	46	b9fcc2a7-af6a-5833-9011-6b80b51d68b5	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	f83852bc-e3cf-5993-8e15-7e893c43d269	709b627b-9d80-5240-80bb-450e007c5c66	2026-11-25 20:13:44.915447+00	2026-11-25 20:13:44.915536+00	\\x6a6271422da5f1abbf3033d33ed91af647e10706e51a5eb1b913d59a41b997d6	\\xe570ce4aa78f133dd135b7f32f2e320599e25c3383dde9231eac697e46959aa6
a3c0d76a-f793-5f67-9ff1-ebd129707830	2	notifications.MessageSent.v1	\\x01b0d616a54689c1a51b412f4a348624ba73050c2b538ba8a23c118eb98c885b5d241348e35c97f407aaed8d3c0c48951f4eb53349f798d005369ddb279b8380e65afaab5ceeff32f8617fa3699f64f0cd9e91b0addf778dc0b1bfe20367487f33b526e0320f5294a04a2b5f0fd887675f4be7bf7a52df3f7d426d513620928e34dcb0f448a1	48	90de8416-a518-5275-8323-43dfa559f9a7	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	5d9b1a58-92cd-5a1d-968a-6d4f8efa4252	ff9a8348-91d1-5127-9a54-ecb1199ece2b	2026-11-25 20:13:44.968579+00	2026-11-25 20:13:44.968668+00	\\x9524bfe6b5939dc09d9cb0b95d536363eaf3b2d3ef3cbe5daafb0a57555960cf	\\x4565412885e4e0e588da56dbef274a807db3d8f952350547ce7dbebf63aa7920
39fc3665-e44d-58d0-8bc5-4387980ddf68	1	notifications.MessageAsked.v1	\\x01e4f741267c43760019f9f53e277e5c32a2f4e3853886ed61987e5976609363fa0389fb00a4e66710f9138ddf3f393027f98f4a4d9b5b9199c69e4d0c2237cc7ae1e9f41e1eb4bcb67aee81878babc34cc23b631885faf52b52dcfc0bd0b66af8ef529625ef8afe1a3aa376b44c953ae27dd06ab12e395da12e10ffd98c461d52b791b7041cbc4a1289722e1dabef99e0a43258236415e4fd90639dc20665a5bbf159308a40249792c9282698cb30821caae2f7e500a5a140108ba24057f72ef7d048996bab596c08e5ec937307fc0b034df8decd82b93555a4c00fd52ac68f329d8e6cf44537c76f2fb71d538bcd4e7f8ebdf4ec35266220c4bfd4f40af7f8cc72d130ce79b1dd61cfdc41de86e721e993854f0e3afe624e381a0fefb33c182897ce8c7cfea51619e434057542d39d4f2cff1e570977	17	925a6949-8797-52ea-868f-9d839566c222	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	edc33f0d-9792-5987-8d8b-36ba9907b4cc	e608935c-34c9-599f-a130-33108bfb5101	2026-05-13 14:00:00+00	2026-11-25 20:13:43.717197+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x56111dfdc9f16a1d11cd6bf4723e18bfad10c7c664eb016309324969e9a138a5
4e8c8920-4ebb-5ecf-b067-10b87a1caaa3	1	notifications.MessageAsked.v1	\\x017be045c120b0f3ee7c6789a05d536cf0278046d6211fab57aec85b4535166ab9ce64ec74554971daf19af068762821faaeb8341a674db4662fbd0c0fe8e514ef512c3491d6ee9ff092add2cfde6f74468d64d24e6849b81402660638f8f96970807babd3b9cbd82b62400424b55a61766c993c66d83f0726c6d108aae315692b55521e1c93a06c4d5a4227142038427528f554f1d1697165186e57266a873bfba7848a0f3411b4e8e8c07f56bbb2ff29b5bec3dd9efb86112cc9c3ba58093174049cf51676d1e61ef88173a4a2e474ac69d55ad076afc31d088189c69bf58a5cbd0cf4736b435defba39bac6e66ef25037983d9680b457992391950b0a5ee9fb779b69eaa58c32bc6564e24f3efae828b05d1768168a7479b441c092c0fddad53fd7873c0a04c197267f1967faf0e604307117d7e63be7f8335da47445	19	a131d9c3-dcf3-5948-af44-cd45e784d2ed	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	edc33f0d-9792-5987-8d8b-36ba9907b4cc	8f7607af-6125-5b30-aeb8-947060d4700b	2026-05-13 14:00:00+00	2026-11-25 20:13:43.741708+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x6daa03b3f4c126ae87757ffd353e24d93f7c2ac8fa2c11d022c67b914c1559e7
f3cf8271-d8ab-5b71-b6f2-48997cf539e8	1	notifications.MessageAsked.v1	\\x01432ea15f1d96191f89d7bc64de2fd902211c3ca417c90f8609e8565782d1bb9679b77df0899915d6fe61eee3e9c3fcbbae7ecdbccefddd4d0c14dccb3f6cae2d82206c6371dd89cdd21b8774bbece3c2360a711c623c404e2d027f6ae8c1e008cfa65b412860fbc05d900e76ece7abc3af0fed4621a05616821e064eae94eeaec473c6504497bd0480359fcda881ce43998fef0f1f559b7931d0be6605a410e41e279df93fe91b7055eb5ea8e5276be382078d2d7dbee35eedd3bd5d2fe0bff4c04c797318a4fe545037de6e2b4d40def2a395f75ae26ad3e4a25ccde4209fa5f7b1618cb837da408769bb868ac67ccf820980c8ced04db0ceab355f0bddde606e74f14887bc0a16707611c83819f55df17d0ff8163732f2748a00b67733a968e6cdaa250ff71ff2d342c00347c5032af00cacb995904a7aff0a02cd583e	21	cc6370da-e6b4-55e5-a83e-c23e8c5327a8	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	edc33f0d-9792-5987-8d8b-36ba9907b4cc	3b5fdcb7-8d1d-504b-bbab-0c027b2e4d5b	2026-05-13 14:00:00+00	2026-11-25 20:13:43.759721+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x1acf2a6689de0038d129714b883a2ecb54f6f7c02007c1168eb3896272c8c48a
fe5a7e7e-7f07-5a7a-b142-9261aed9fcbb	1	notifications.MessageAsked.v1	\\x01d498f6d234fd597ec0df191612259e1eba750b49d79fd9b37d6353cfa4f3159ef5996df5cfbdded6a261cc12a0e4ecf03213deee22d09935ab2de9911ed893512aad18d8cd22fe75e2807bcad5bc3a99d1945feddb64711a4a7ffc6d6a0ae663258b423e968f70174c10d643dc8e89a3168b22b97903961254ce1ede09f95b82b30602b20ff4366356db31724f27df9e3f24e60ad431ff7bac9e965ea8b14e7ff7ac5beb8322ab7013baaced9a4902eb0c53422e7955e1036a6cd167c4ab66b4871de4bc1fa22774edf367ba86d6659ddf4f927a7ebd608d91fdbd7ae7feaa30d38b66b8575f41313d0726a29dc56f22a4b340f4da20678e3b3210399eff321bb428f872de7667d034518d9067ed4594c95a88b6dcc246b7ca79f7849b1e4152c2d404ccf57a4f80bec0f9b36aabb4724b0f51d550e7deca060a	23	16a53b19-a690-5c2a-98fe-a334c9fb1989	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	edc33f0d-9792-5987-8d8b-36ba9907b4cc	279ff7b0-4b77-53e2-9d08-5176bd932425	2026-05-13 14:00:00+00	2026-11-25 20:13:43.773846+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x6e148fe1ccf9e69c0319465ba93865c106222c2ec39358e32a91859e8c4c7a1a
fe5a7e7e-7f07-5a7a-b142-9261aed9fcbb	2	notifications.MessageSent.v1	\\x0159fa5b5c3ba2d9c6cdee6a5a7369b6634d6139bd4e990dcd52972c14a21d6ca063335d7a03effb6043fd53777a916b77942c0a4eb67d4e67e3d70599902c06720bddecb95e3dd287fe4222fe7dfe70a5cb3e0106d10540782a633e3fb09fcf9fe62ad24b54969bf783c0754b544be6a70bcef440630ad2b4154602a9b6a99a49c55a616c23d424c57ac9faafb1f21fe2e3bc	25	c0d66872-8499-54d1-9068-ee29718b0d0d	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	edc33f0d-9792-5987-8d8b-36ba9907b4cc	16a53b19-a690-5c2a-98fe-a334c9fb1989	2026-11-25 20:13:43.781382+00	2026-11-25 20:13:43.781512+00	\\x6e148fe1ccf9e69c0319465ba93865c106222c2ec39358e32a91859e8c4c7a1a	\\x25aac14fe153b5dac9a2ad3aefcb803c3cef0a156dfb09e082f3b9e99960d4c4
ae0b4200-74ae-5154-92b8-0952c1e56435	1	notifications.MessageAsked.v1	\\x0111bd0abe9729bc048829b8932a8d887f6900f6a5fe63761b9e46b9394522d9dd03b9c049985eb8a0d5835f4cc17d5f3b2850f312a29a51fb42af0c98a6cb19390c955bfd55ba0461615698156da3b6231a4a3b44a604f6de27dd338cd8910e433255ae97d85b13ccbd145ec98a1eacc688a002ffcc42ea2db88b932cd587eb0bb98895ac93c1a1dabdc1aa1b3ccd84b27cf8f169b97dbf303a84cbab2e119f17380edb9d17e95e3832114a8ac60c3e94c58c76aa88029980066db3f50069f4415582226deadf6390fcafdba4a6b99813358f032f96583742ab075cac6b0d76ae318f278de3e8259e706e7a6e317a2888cac33d8048be49bdfc628f75141e0625702ce451bacfc45692bb25898d8635d26e4a427e3abfe173912acb3ad3ca1197380a2969cf22542c4321387a831cdaade8ea	27	ee322884-e45c-5ce5-806a-9b98f03676dd	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	ce12cec3-bbe5-5f4c-8a54-73f1d9eca8af	18464ad3-5950-51d2-9e05-5173a268d74a	2026-05-15 10:00:00+00	2026-11-25 20:13:43.888474+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xb769ceeba7d781abadf16e71816c8320b1f0834e805135d7059317b1ba34ddfd
bb213703-eda0-53ad-aef7-1c56bb2bab34	1	notifications.MessageAsked.v1	\\x0145122e8cea2448e78d3f769eed1b16473a305fa5e24cf7fb37ce14f16c224687fd67881b7c7354552220e9bf81f90751f15ade67e71c174820eb2cae2a454a5a2ce79f710c7c169fd89f02213753d57b0cdb043d330eefae193a87cdbf8e2d4f9272b2912c26983060fc06188e2085a85c9bd2a30d0fc5c7ad01ebf269274f315466d39c117683a5a4ae5c0f1915eb7126a2560b1c817f682094c4cfdf5dcda75e9c95499f3d1ebf2471192a15295b540be503793cb8a16f64721116c37a4eadb70004bf49ce549c967f7611c13e23642ccadef3ebf7ce4e88f466eadde87a7953848b707a0b273e354e30898d1b5aef2d6db03ea7874033c45f6c9f408ed26291e0ec34010e3b1ab7efb27ba5d3a863f3b1acd9396526d374ca6784cecdd3dea5c9659f4d07c161881f0c4dcddc8026a106c3f5281014de9c72b7f25243cc	29	257b88a4-8b5c-543b-ae97-ffeee69f4afb	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a2250cfe-3231-5397-90b8-17c0a4f46b9f	1762f679-580c-5500-8909-d9d5e4bfba14	2026-05-15 10:30:00+00	2026-11-25 20:13:43.945739+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x9cff5012d8faed45cf173e3d618b0298600b0b69cb44f2b23160ab459e0cb391
bb213703-eda0-53ad-aef7-1c56bb2bab34	2	notifications.MessageSent.v1	\\x012cdcba3d716039c2ab6c63edb5bed5b8631b595d85a98678faf6b13582f4f8a5ba662980d259b04f61b9c16e9460403128dcaa0b6893b58be3d2fc0e49ad0cf2c9f07b603754233de4558481998eafeda3a9c97790b409efd71fef7e5f4643e54bb57d0aa394378367fed14d4c2683b5352f7ad6012c68acce23477f15b254fb73b032a44aed4005eace68a7f6f7c0e286ff58684f20b0	31	4d40fe52-d6e6-5806-a56a-a6c4498901fa	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a2250cfe-3231-5397-90b8-17c0a4f46b9f	257b88a4-8b5c-543b-ae97-ffeee69f4afb	2026-11-25 20:13:43.954076+00	2026-11-25 20:13:43.954226+00	\\x9cff5012d8faed45cf173e3d618b0298600b0b69cb44f2b23160ab459e0cb391	\\x790cd011d3fac7ae1c8fbfd2fabd0a270fb7a231d0e9517023e4e366e39a53ac
830ec562-4485-55b2-bfe6-051725ea4177	1	notifications.MessageAsked.v1	\\x0111fb130cd2c15b0bf996d7c60b562f6d802d6a50b38a791d4133a89c19db2b7adaadcf6691bc8001edf2c9a2b992d45c5e2195260ecf7d94a9f9328011d5191edbf33e058f4200a3b1ee32065eacdae8a54568e8bdc9c866b37d15511ecdbc18ae3863cbaeef26ec71438a07ded26f525fef21a83e5dfbab3ab8754c499aad8dc1a0c3385ce4fb492f66447452587e51f61e964b9dd96ee00d3737425c45846a43a188948bb6b31e82996062912e4f807a839e53541fac83e72ca9976cbae426523723ba4949e12d7a24d6c27b93e7ce1acb502aba871e19e8fb784c659726e71146f35134e318ea663b1c82f99d28a3a5422155170b174cb660455a4e7b719c429f20d3021cfc85e8caa4a1c6d9fa5d683c7e50d7319d0fc43811a7ae6b5ac390bf997fea2dd42122cc265fae1a7a7a160707	33	d3cd7e32-383d-5195-8216-3a963d4214be	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a2250cfe-3231-5397-90b8-17c0a4f46b9f	1762f679-580c-5500-8909-d9d5e4bfba14	2026-05-15 10:30:00+00	2026-11-25 20:13:43.961476+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xe90928b937dba0a70b9b3f1635913e910a225fae77d73444ab5c839f6d993103
8c1c40a5-c4f9-5df2-a1c6-d8a64deee3bf	2	notifications.MessageSent.v1	\\x016f85ac05c917229792e874b1c6ec53c9c056eee791de1c69185d437db74280c3325adaaa10863f1c755bb9e97522f0ad9a06616952ebc84e2f6ff1d6d853a7836e17ca6010c6b36165a292b9df893c3d7d58fe7345963623500554d97586dbfd71deb86b41cd8e6f6e728cfdba4aeb9a83f039aab04a4fe8a206aa7ff130f69b746b4fbf71214180e7ba0f12c356391e406ed6ac33815fea82	35	8e380ac5-04ba-55eb-8ad5-cdbe87dcb07a	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a2250cfe-3231-5397-90b8-17c0a4f46b9f	98db3394-9f2a-5115-9be2-1292a6222548	2026-11-25 20:13:43.972766+00	2026-11-25 20:13:43.972904+00	\\x7737285a53011b56f1ac0f7dc9eba172622fd6c93ece539b903b74840b6019ff	\\x355b497e1247089ada1bbf76a97f534bbbef084cfc23c72fd260153c56722342
834c55d5-c763-5c6b-bd0c-fee2c8e30af1	2	notifications.MessageSent.v1	\\x01cd84696c952ecac5d1af4ddacf070940b490534bde0b9db60aee4d040acef1c55b1db4b0b252e52013a60f16777f21c51c467269b841d74b42416329ee97cc794a3e42d1ae62d9a0c47f6666fa54bd916c2a605b84698da75df9769642c5445a86f40fc833ab7df6b778a9ceddd2e59d7a9e2509db6e50c0a2a456b69a8ab1d0bed11101902106868f32ca46db9822efc1dd1e	37	93bc3fd7-6172-597d-8a33-973ef9848862	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a2250cfe-3231-5397-90b8-17c0a4f46b9f	eccb86ec-6780-59f8-84eb-76d853492394	2026-11-25 20:13:43.977433+00	2026-11-25 20:13:43.977542+00	\\x025b2d8cd7978fe73eb0482c580895ee18f9c3f5b828fb1dad4ea2b09c7588c1	\\xbeff6e17f8fb81e4d799042226ec9c6c6e4d6864c9d3bf2c9fc5144af1416be8
a45fb124-f638-55ff-b211-78c026572e21	2	notifications.MessageSent.v1	\\x01a545283ef49e38e95041049da7be806befc631a93f2875643016fef21688f5c47e5c65e5cafeb4b976668bc6bbeff2f08683bea2b571048c935e2cb45c8624e71ff84c79293037b37a08dda50275ff873702edbe309e7c258aabad2a91e1f1eee629bf7c339330e520c1dfda087670bdcd502a451e1b57359b2ba6bda3ac71cee8d68b57435c3397afb40d9fd9f246727d71cc1a2864	39	fbc08d54-79de-56be-b441-b4023ede9a87	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a2250cfe-3231-5397-90b8-17c0a4f46b9f	6d987486-8372-547d-baac-0cd1b9471f96	2026-11-25 20:13:44.002387+00	2026-11-25 20:13:44.002497+00	\\x69d9aa6249bbf6623d55b954d2d40ffcb71e18f0cd8297c5f2d0672ba0a3e8fe	\\x3773f04dcf7c5cd3e8029da042424acb2bbe7b56a741a8afd53e8547c37d0d32
3b6342eb-9ea6-56e0-a86c-adaec252d8c5	1	notifications.MessageAsked.v1	\\x0118296ea1cf805b504a1d263457676ffc19e6e78d7c7c12f023a692fcd347b0985f7d6d6b801f4fc6a1008c929999087c31ab396d640721c4cf24485b456f07ccb6ae421ebd716ee01b452b5d7f835d95166ae27d8b97cc6f5f66cf5c75ac298c36c7f8ebb898d2228ea41befe51268752b95c0aec0b9f92445b9cab46085179cd031f0b6485091097ed437113a35966e97d077a2905450f91e37b2a4fd8404626d3d563d40b209330d7d18e218e7e99ee29c7f14a203daa61e708440517cd474fe0fdf6c24c6dcc44c197b4530245da04324d84536f06bfa8dad5b3d2f50919ae7ba63afc8a2f1e8425ad5d7de5fa745d9220827b6a7f3c0ab5b00da549791781052ae0081219e01a91e2f0b3a04d3e37540590ee3495dd20fab78d13e523f0195478d73331b96a056092a8bf9f7dfc1eb3af0	41	c810edeb-b4dc-5d7c-8bea-71ff49343bb1	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	9f4483c1-393d-51b3-bfde-8fbb06fca378	5ba38e7b-5c13-503d-9e76-d5a3e6920844	2026-05-29 14:00:00+00	2026-11-25 20:13:44.714936+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x5e7e60cdb3c4931c8fb868058eef1c994bec393b9054386532889d3919bc097b
2d5688a7-dda2-50c8-ac2e-16d9a3871cf1	1	notifications.MessageAsked.v1	\\x0154b3c14122b2f1b08d51d6c21c9c5dd402471e13841f3faa7ddbd50c8a20a85432cd7467ac4ccf2f6bb849f84e1b74e020a36f28e521a30bd0087a8c74b27ae9eb501812fcf2cc0b889d7cd94a1d3947b8194152fec3bc48556bdab6a1ee391059d8b9120fcc8ecc5a26caeb6565395fb45215d24701fbf0c16873ad43f43f0a9dbf833492a68ab45185791de616b9d581e986903d65bc458dfdb39808777b886188850dac7ec16de006806d53459a2461e6a60a089fdd3a04cc387710565a400ca8ce9dfdd037b2a5cd68371f13a698d1b4d8a8c2fc1f76a7280b45837ef36550cb4f2081846296c3da5df78be2642e3a069671d41cbf9d286046e522700e7761ecf670bac3c42723bfeca01b9076492d984cc2181c8b701090fbd28caa2fb2c78b4ffed371146af29d222a6a9b4f26ca5c363a3b	43	1237c5c0-d4e3-50f5-ae4f-a57618fb3a9f	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	f984dedb-a712-5d87-9ae4-7e1392d34295	0ac1efa7-0aeb-5486-990d-9a20d48b1188	2026-06-01 09:00:00+00	2026-11-25 20:13:44.789466+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x669050126d24401f099d5ec2ad636657a402ac9b8c475976dab88df91147ed3f
8bc4b0de-a122-5c88-9419-d180357cad22	1	notifications.MessageAsked.v1	\\x019e69fe1dab3daa586f5fbff77177404923492c3744ced72049963a0dd1d42a037703d9f5b732e07445f0d13762b7a606f5770f4403467f613b1df85809918ef57c8920f8e5bdfcfcc1e2041934da5d363f332d6088b9842f916a185d29ef1d2b6b5df32b039c1662635aee3ab31d71a7b9281f0fb443d79279eb1adc3d93ce693336212b0e54f52b69af99632b7c5028f16a3f0e13074a77185f226d334aa6d0ba4ec65dc94c9b76e27794c33722735d668edea9ba62865af72c6e7b221165aafb9c605f9de1208b5e5f760012a7c050498da3eab7f87a2fbb6c0b10bf083d7f8da0587b32f8123726d43c428a40b7e5472b585af21766244a067f23c88b3d8ca7e305d2d764b8f03690f3d839cd2e64a4d831fcffbadf18919ed82ec4ec59a7555915d7dab2eadd2adb44189f	45	709b627b-9d80-5240-80bb-450e007c5c66	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	f83852bc-e3cf-5993-8e15-7e893c43d269	3aa948e4-d8a4-56ca-841d-cf80b47a7ddd	2026-06-11 08:30:00+00	2026-11-25 20:13:44.907159+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x6a6271422da5f1abbf3033d33ed91af647e10706e51a5eb1b913d59a41b997d6
a3c0d76a-f793-5f67-9ff1-ebd129707830	1	notifications.MessageAsked.v1	\\x016e43f2b78f00a56361eea12377d89811a6c01874f8edf548945a93468bbf8fb3f8aa8e14dc1842867d3de3639db4cfe41514470dae3734c663afcba4fea8b8dddd8dc21f9ad1c6013b222afa1656f8354c89250159e53b8d413ec0d46af1fa0ac0e025dcf1fa0f8b7d927aa57a82a585302dc7d9b2bbec17619240ab66d988c0e8445fa11f477a53ec50d952e4faa1c01a35bb1f3cb7eb089b437382eb2cd34ec2362d11e52f9aaff92192db536a659548ab06750743cdf886ff658803d5fc362a7134cf6b72437f48de17293f44c689a3a08f5218a519cfd758a9b94936382ffc59a2e7c7aff8475dc014d8ab0e0b71d942a745300dd2202a313557fe88deffb281406142aaa4239e7e76abdda72f80246b362e5c43e1e0119528bd72b51656ca30564eeff7c6746945316441	47	ff9a8348-91d1-5127-9a54-ecb1199ece2b	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	5d9b1a58-92cd-5a1d-968a-6d4f8efa4252	886f2c5c-7c9b-55b4-bc2b-0b2a19039ec5	2026-06-24 09:00:00+00	2026-11-25 20:13:44.961698+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x9524bfe6b5939dc09d9cb0b95d536363eaf3b2d3ef3cbe5daafb0a57555960cf
c923bc7e-2017-545d-a64a-b7beb14339c0	1	notifications.MessageAsked.v1	\\x01bb1a308f7b1b88f1f84ddd42db9ae46225e5195c5997017e3549040e00ffa65ecca9e8ab470ed8c0f8ea4a0627a9db5e692af85788f31bbe078b7f0146263e62ed44a37fe580c36407b9fbd5124e599003a964756955ba16a1d0762edd4873b0fea36a30edb89ad669ff62af96c0da7dc242a9eb7c9ff6bcb55051450d350b9541a3f17ff310e739bfa0e366a84287133d8463d47854bd89c8981af20b90c7c08416253b49cfb97caa61f869533cb9a247b06fd25903058b95b091d0a2102be59964cec0779e7f901bfe31f8f077da159ad4de31e9c6810d4d40aa96b5bfebe2584d4eb092e7d55391a293ffc2a998b063982661146d3086ca9f68f0b0977377d1a88776d604c90f669b0fe1996d3865bb75dc54f68360cb4aa0a85ff9cfd53ba5f09ab945330c11efc13316726666f9b9ccb5f7be92d024d01812a5c66e0808	49	eb6d8068-fc8f-523a-a57b-1483267066c6	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a5327dbd-9a37-5300-bfee-5034634e92a2	5b7d2c77-8ef5-5a9a-8f79-66f9925892a2	2026-07-01 10:00:00+00	2026-11-25 20:13:45.046645+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xd8b4f6c2cd63a822f87671982df997fbba3aef371e556b0918875ecca7b0a45c
c923bc7e-2017-545d-a64a-b7beb14339c0	2	notifications.MessageSent.v1	\\x01ac9601eee3bc8e45e42916ae4d45f43f0c136e998790cbc64d5e13b6f02eb20bb4e2f9452cd48b44eb140f7cf0161055208401ff469185e02a5a9d78e76865b1b5370708dad0806c034cbe646855c9f080f4dccd0b922420fd2f7a110d6e1a2e27ec047f086ce6b7fd0fb59aa07fea79449986b8585751b3c6758578e0dbb65ad41fc01d51c6e466c966fe716d54e1d5ef5f47e7c2bde154	51	c7c1caef-a16e-5382-bf00-65e115b11ae2	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a5327dbd-9a37-5300-bfee-5034634e92a2	eb6d8068-fc8f-523a-a57b-1483267066c6	2026-11-25 20:13:45.052336+00	2026-11-25 20:13:45.052405+00	\\xd8b4f6c2cd63a822f87671982df997fbba3aef371e556b0918875ecca7b0a45c	\\x079d756556c4e2742fe00df6c2149f54522a1b3c5f2c093014e71960a1a21e82
56c3d766-7229-52fd-b405-751ab64740e6	1	notifications.MessageAsked.v1	\\x015a625e5210ffa5bfe1c7c9e972535da2241c81caa44d5bbb917e218652e4de6805613133cee17af94ddd62c763da4bbe205ddf8e049f21b15541bbfe782e3c6c30e11da7d94ef952dba63b67a576e47fe89f12ab49f39c36e0c9e46e6111049dcdc62df2514e4d2300d9e44567fbaea1e53ef3a02d7c68d97c750d83d71b47f01dcc0b0a7b34b51a7037ca64989056e716cba9069211a2056e646873a0df71942c43e26f440063d0665d023320c83038976e17165bd63e3e1a3e9e4a048c87c599859144f00130fb6709ae08f5a8e355dba91ef8530ffc2ee9a520150fcae8aa3307ab2b74ea01a3f408cecde3adfb3bea80a854f2133bef3df437690767bf06c34ba03870a344dea7e3a753e9fee9f01c278a57d3c365f91c42f8a0d781f8740ed963259a8497c40dfecf5bd47617bc52249494	53	4497599a-398e-57fa-8be7-5cf1c0f0f6f1	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a5327dbd-9a37-5300-bfee-5034634e92a2	5b7d2c77-8ef5-5a9a-8f79-66f9925892a2	2026-07-01 10:00:00+00	2026-11-25 20:13:45.055224+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xe8edd410f2f0ee1b9cba9d399965a360ff3c4420541373774fea599b93e3ddf4
9013cb43-9560-57af-aad6-b833c59ecba9	2	notifications.MessageSent.v1	\\x011cd41ad5fdae50de169495f93e3f833093bbd35841140878d36ed991b8c17329c15794f743e560502f1737a44df8b08ff28495489f6926d6c96b2dc81ada40a090be456bc5c4f7056810f620e307db3ebe90e0981cef54e5f34bec5604864ab71213ed64c0d3cf578a5f61de045dab10b8369a0df50139ee40444af0fd54d3629018c724329b63d4aada460bcd076ba55c0e2e9bf1fdd5150476	55	e0e6c8bb-b0fe-5d77-a2b6-eec99abe389b	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a5327dbd-9a37-5300-bfee-5034634e92a2	76c7f532-dd8d-5edc-8885-b32dd842c64a	2026-11-25 20:13:45.060074+00	2026-11-25 20:13:45.060135+00	\\x2512dae905e4ad93df2fcf5784814a6c525f810e10e83f644a482f454b68eecc	\\x43758c4c345f29b90eab7edc572b50c2e83629b190f669d93da5292f83e381ae
9709d720-6e10-5335-9700-58dbcea0158a	2	notifications.MessageSent.v1	\\x015b7f07887cbf526518a5fc910ab78cab2dcd34e93aeeb93afa9d94d0e21853cef0066023fd5af36a229cce5cc48c835deb23c610f5366ed282259604f7113d04ffe88834ee8035a12901f96f6996860ac005ec57a3015ec8dfc09310343161042870dff8017e5bf3e76b7f0a08a045e3df004a8aec1e90cb6dd4eec37d9a1f1b30c2d0bd1007d4c8dc3af8266d825a85b61bfd32	57	ca40302c-2d56-5ed2-9c5a-3a59ee7b9589	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a5327dbd-9a37-5300-bfee-5034634e92a2	1dee3cf5-ab31-5ece-8f8d-825213208653	2026-11-25 20:13:45.065781+00	2026-11-25 20:13:45.06613+00	\\xbbfe4b3290c7f4af7522dbdd785a51aab0398d8885b4c148c36181abf0963568	\\xcb9db3be5f334d1fec09c5c5dd5b018a246fc090c3022745debb13d7c6a58eeb
bc8ff24e-698f-5ef7-9255-868a66d9dd08	2	notifications.MessageSent.v1	\\x01e9380ab216686491ff2b54652bfbd786b0af502d101e74948555f9c8ce7356add7fb0a390667a31d5e0cd34f570e545222a0cb2f8bbbe19989694eb5b1e90f1b95d943ac12e65aa8ffdc1f39a5b7e44afc7ac56defbc675ce1ccc550e916498796d885ddc547f768865dfa443264e37360ac48ce1e9004f9972ebaca8084b142ce011530ca398555accab312ac6e0f5d3b48c93acdc62a	59	1845cc3d-1d15-5336-bb0a-e92cf3fd06b5	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a5327dbd-9a37-5300-bfee-5034634e92a2	8b0b5d20-6672-5cd9-b1b5-5f35403c3aca	2026-11-25 20:13:45.072188+00	2026-11-25 20:13:45.072244+00	\\xaf12ca518bf5226068cd2ddb728f923bd5b40956af30810dbe0400237bf350e4	\\x6b694c6310cef5c3cb54d4f6ceb540ef2c04fdc5dccea3043ae1798625f475e9
9013cb43-9560-57af-aad6-b833c59ecba9	1	notifications.MessageAsked.v1	\\x01b4fde418003fe3c94e3f2ed77e46e86c8fef99bded14c89ba6910d3d087624c2b3ebbf3c6c95d18851948bc724ac6bc0e408e673a850c4f810694e8831bb3fb5ced1920876858982e9e67d6939a8c79a512b9302b5a264c725eaa56d11ba815e2d993dc95846cd9988dfa7fbe1a122477de87024180e60cb9aa296052b3545bce190897df2b7331f47b4f48341bd0795e8b1497557f7c14b786b0934b8a2fa06a0fb4e86c82f9e9795101c29f3df340d3853704a173a1cf0c71fb00ae6386bf0a2001963569deb977d7dcd7952ee7089ae70059230d85900b8f084f826a0312d193eb2074e9ad2c23e949bc056f832a9b885adff40308604596c83124800f07c4b0783523f44814cef8f5b33056671a2de05193a53bc9e6d611ac57c180d6939e4762de19ff1d7538d263ed567a87f239fb7d1bec0df43e4121d03f940245984894d	50	76c7f532-dd8d-5edc-8885-b32dd842c64a	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a5327dbd-9a37-5300-bfee-5034634e92a2	5b7d2c77-8ef5-5a9a-8f79-66f9925892a2	2026-07-01 10:00:00+00	2026-11-25 20:13:45.0503+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x2512dae905e4ad93df2fcf5784814a6c525f810e10e83f644a482f454b68eecc
9709d720-6e10-5335-9700-58dbcea0158a	1	notifications.MessageAsked.v1	\\x011fff4d33444a7b2bde4c2e775e3dd148b6dd9a57f4c3c337569580ec8f1ffb5d1f9580b609dae47d9ec318a5f7fe53cf61bb94b5a473bce92a40aeb473fea45a49b652fee3f37d57ae8c972114d0d864b1de7ca281f91b70e114f6979f58b86d4e731a2cb3362f7edd2d9ad4a5c00ae688297805f7da0d644b4285b87a11885fb366032a7d37905d4e49fa8cc5bc904b24d95caeff164ed0eac0d3bea8ede6cfe62ee7abd54fa254749002ce26d7ce3499f427b28239ecd5d001ca36c265efdd2433577fc290362a3e50f8a55e11454300fed4fd9cd1f6d354d32f05e389782f17259ee14be17a0b1d2910df177bd138d713a4a836c19fae72751daeb757c7df968464c3f83b7200c5848a9ba784df86aa6cc66c05d325eee4e4f52bdbfe0f7c984c163c7531e816e5647f5ec47abbdaf8497bcfd92503bc037b4e40	52	1dee3cf5-ab31-5ece-8f8d-825213208653	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a5327dbd-9a37-5300-bfee-5034634e92a2	5b7d2c77-8ef5-5a9a-8f79-66f9925892a2	2026-07-01 10:00:00+00	2026-11-25 20:13:45.053358+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xbbfe4b3290c7f4af7522dbdd785a51aab0398d8885b4c148c36181abf0963568
bc8ff24e-698f-5ef7-9255-868a66d9dd08	1	notifications.MessageAsked.v1	\\x0140f8ee4d6dd5d776abbaadeae74dae0ef6ca9ed9dadb415853933c646f07a51476dc8ce323b960c9a8592d01125b2ebb975599efa6fb2f31b117a03a1c0a8c50a27e7577334002c9bec63d8eb64865828ac7344a64abe293adbad8ee35f05258d825bfb570b5864d92a672d338a99ff1c64b60fd9e7c9ca39b5d208500089cfc60f3c77b15fd1482d29c5d29107866dd34a437b9dfa5d72622eac595aeafa7e494d438a5e6b6005940007726f8c8067344b10c81c0c90a95663b3d1f2cd97bc50a091d8413bb2a5c73909657ddb7583a168c85d5f4c99fb652b39e738660d6b1c56a4feae9ca2ebc504411713aae436283641fa85431f2b61bfbae87fe2417a9142eb99139c50a8c290192b0c38f8481d376955271d5950958bdc0274f3dad9938fad3b7d4606955a6155892ca258b4c1693d7b3b543279fc34ff1192ee7cd	54	8b0b5d20-6672-5cd9-b1b5-5f35403c3aca	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a5327dbd-9a37-5300-bfee-5034634e92a2	5b7d2c77-8ef5-5a9a-8f79-66f9925892a2	2026-07-01 10:00:00+00	2026-11-25 20:13:45.058834+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xaf12ca518bf5226068cd2ddb728f923bd5b40956af30810dbe0400237bf350e4
ef35da20-7eb2-5baf-ad31-9550858600b7	1	notifications.MessageAsked.v1	\\x01270ddb2a8d846341ded487c3940fc1fc3462743b1c1a23bb6707bb5e850e0de67bcec5b36eeb9cdfda87c6b94b3169f7397822a7a57ec513fa2644a78b6a9a27974a0168ea1db3a91e56d75daee1a96164e21a9a1200a443cf1a58f78177720139faad4f19494824035a50627237d58802a5bf060f0ad15b07b6b03063ae5b8d9a5fa2cde0afd9f1f175de5fc25ae23a4360e9cf49748071afd84d7a5cc48aba28acdd583bc2d2a03d754348a07ba8b1cf7441d2972e65694666079314f2e30312e20825dfc8a37e993970be86c44ae5998c86387874bcfff8b5a00f3339d4564ff3ba863e277cd4f18accf2cf693f58e5c68b993ce14268c90087b588b53d08585972d3485c07727f6ec7fc8206ebced09dca1f1eb7006c56e398c3e58d6ef810ee18b0847ca7e554e79c77b1ed84c175b4ff047bc15c2f	56	8694ffc1-9aac-54dc-8d77-6e4332047dc7	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a5327dbd-9a37-5300-bfee-5034634e92a2	5b7d2c77-8ef5-5a9a-8f79-66f9925892a2	2026-07-01 10:00:00+00	2026-11-25 20:13:45.064184+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xd6fc747962830a557ff1a1a3c7fd8948f6f6aa71492b260a6b4ac591dbd009f4
56c3d766-7229-52fd-b405-751ab64740e6	2	notifications.MessageSent.v1	\\x01fb25edbf6829156ada19d14c4e6820c84fba2009810933e13daa6347ae90d1b2fcfa43a89eeab1dc8fba6b5c079b60d16fb7e58cc8d2d85acd70dd1ccbce844989a4c8eff49580728bfea57c863a9de425c2adb87f0748bbc23c1ae1438abeddb29635d7d82c7a9ee0ac7aa18e77f7fb1eceec2c545f665b788330d0af586b486f5a8b0c66df11bb25d84d42	58	7fd12d99-403b-51c5-b40c-69f832ba0d76	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a5327dbd-9a37-5300-bfee-5034634e92a2	4497599a-398e-57fa-8be7-5cf1c0f0f6f1	2026-11-25 20:13:45.070047+00	2026-11-25 20:13:45.070125+00	\\xe8edd410f2f0ee1b9cba9d399965a360ff3c4420541373774fea599b93e3ddf4	\\xbb0356aa9caff490ae6111dc2ad479745176e136e6e6d48cdb7235f52a868ae0
ef35da20-7eb2-5baf-ad31-9550858600b7	2	notifications.MessageSent.v1	\\x01c97eb732b1e1693908415ad258b51d6bf7d84646d259feb44eae0df814e8376254a311ce0a15f6a4f999e7e20c944886a29e1603866e712bc68293de66c4b0a749dc0b5f99f442d79775d9124191a11457472e5e0bc55e933ca59e2844a18957dfbe13d365ea1728085c11861940686428ecd74f6e0ebd2cbaab28f9577c3ee8e1c36d9bb95464eb3b68a4a6813b1136	60	a587fafe-1a7f-5467-a04e-3fae8e158739	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:notifications	a5327dbd-9a37-5300-bfee-5034634e92a2	8694ffc1-9aac-54dc-8d77-6e4332047dc7	2026-11-25 20:13:45.073973+00	2026-11-25 20:13:45.074032+00	\\xd6fc747962830a557ff1a1a3c7fd8948f6f6aa71492b260a6b4ac591dbd009f4	\\x21d5183c9edf7b3f3122364fd06fd74772e116fecacbbeddc8e972fbcf1c4d6b
\.


--
-- Data for Name: stored_snapshots; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.stored_snapshots (originator_id, originator_version, topic, state, event_id, case_id, partnership, actor, correlation_id, causation_id, occurred_at, recorded_at, previous_hash, hash) FROM stdin;
\.


--
-- Data for Name: undelivered; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.undelivered (message_id, case_id, reference, partnership, recipient, template, subject, text, reason, failed_at) FROM stdin;
\.


--
-- Name: parked_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.parked_number_seq', 1, true);


--
-- Name: announcements announcements_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.announcements
    ADD CONSTRAINT announcements_pkey PRIMARY KEY (case_id, template);


--
-- Name: case_keys case_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_keys
    ADD CONSTRAINT case_keys_pkey PRIMARY KEY (case_id);


--
-- Name: inbox inbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (listener, source, stream);


--
-- Name: involved_agencies involved_agencies_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.involved_agencies
    ADD CONSTRAINT involved_agencies_pkey PRIMARY KEY (case_id, agency);


--
-- Name: listener_positions listener_positions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.listener_positions
    ADD CONSTRAINT listener_positions_pkey PRIMARY KEY (listener, source);


--
-- Name: mailbox mailbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mailbox
    ADD CONSTRAINT mailbox_pkey PRIMARY KEY (message_id);


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
-- Name: undelivered undelivered_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.undelivered
    ADD CONSTRAINT undelivered_pkey PRIMARY KEY (message_id);


--
-- Name: mailbox_partnership_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mailbox_partnership_idx ON public.mailbox USING btree (partnership, sent_at DESC);


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


