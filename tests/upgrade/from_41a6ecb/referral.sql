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
-- Name: awaiting_decision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.awaiting_decision (
    stream uuid NOT NULL,
    case_id uuid NOT NULL,
    partnership text NOT NULL,
    reference text NOT NULL,
    received_on date NOT NULL,
    views_given text[] DEFAULT '{}'::text[] NOT NULL
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
-- Name: case_references; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_references (
    case_id uuid NOT NULL,
    partnership text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL
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
-- Data for Name: awaiting_decision; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.awaiting_decision (stream, case_id, partnership, reference, received_on, views_given) FROM stdin;
0491a320-dc7c-5c7c-99a6-65071e03846f	1d98a59e-1ac6-5185-a177-a0c8caabc4be	DEV	DEV-RR-2026-0001	2026-11-20	{}
\.


--
-- Data for Name: case_keys; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.case_keys (case_id, wrapped, created_at, destroyed_at) FROM stdin;
553daaaf-8324-5ebe-b60b-0e452411c7ac	\\x01c7f181dcde0f265091f9484c6288b163e189bda122960d0e93fbc628c3e3a7aa66467d2709e057cf21127847763c8b1e569173b67480e63693880874	2026-11-25 20:13:43.016254+00	\N
9ea0f29b-eaf5-568b-8418-8af8cff868b9	\\x010ee360fde5a8cd7d0f714a7f014c2c860aafd07218a203f8ce4f123e73d3017e07b806be9250354a88198da345acba548716f99d8722b6b25629b41b	2026-11-25 20:13:43.272087+00	\N
1d98a59e-1ac6-5185-a177-a0c8caabc4be	\\x01b2f531e7522f486def84964de2342aced4803000336040dfd4471ee0ef8cc39dcb7c2adbb9b8a4f6078b7abdfc5b9e08a09476ac6d41ef0a72bd88f7	2026-11-25 20:13:52.852474+00	\N
\.


--
-- Data for Name: case_references; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.case_references (case_id, partnership, year, number) FROM stdin;
553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY	2026	1
9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	2026	2
1d98a59e-1ac6-5185-a177-a0c8caabc4be	DEV	2026	1
\.


--
-- Data for Name: inbox; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.inbox (listener, source, stream, version) FROM stdin;
\.


--
-- Data for Name: listener_positions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.listener_positions (listener, source, "position") FROM stdin;
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
awaiting_decision	9
\.


--
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.schema_migrations (name, sha256, applied_at) FROM stdin;
chassis_0001_event_store	7f154fb19bf74d927562bb15ef79c443ea6a635b7fae7ff4195d010d6144a939	2026-11-25 20:13:41.830236+00
chassis_0002_doors	06eca928f0e38dacc2a9ac5c194cab5bec4c8e81c40046414f64000c3c54aa03	2026-11-25 20:13:41.920573+00
0001_referral	5272547b022f44594f284cd1fddeffe283a8a7c79a5c6a65d38996095d3acfdf	2026-11-25 20:13:41.999049+00
\.


--
-- Data for Name: stored_events; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.stored_events (originator_id, originator_version, topic, state, notification_id, event_id, case_id, partnership, actor, correlation_id, causation_id, occurred_at, recorded_at, previous_hash, hash) FROM stdin;
310b68a4-291b-572b-b9eb-d9b6fd009984	1	referral.ReferralReceived.v1	\\x01d383827e83702c0aa2a09c783b58b1a8456601ac08a73bd241782cece0193605b711cc4ec7fe89cd8f59f5aad98d836a3afd6f08d2f2f9734ba77d659f08297c3cb29b72de56d98d27f262d099f6fae6fbb495b8af4e28959ab1a503c933eaf81fde034e531f1fa54a0c38ad05efe8270986b6fb2d56635cb494723e7b5dac087d3074698a5fe5a3c23230b25d53e62b3ce09860ee15b4e211941b36f1522ffd13144b4281a51a5e9a27f328ded4c505ec9550aadabbfe635fdd25c47cb4cdb7afe1138b3302ef5bc7455083ac9c8529ba8a1899fff71d9980955bea202f117553563fe4eb4d15fc37856240a95377f4aa2137e2279ca6fcd3faaf62436cc9654e7227069923be80404544846f41630b0e2ac88af8520156c196c33bfdb72e97f0b7d51280695839e4ea2c52f2364be7d82fef98408e72b8e2f73db856962d4b93d851afa304e9dad91dfc52240ca7c6abe600719a2a337caae9bf0fe3757d0e21dc5944378cc87e58c30f3e542a58f97a5d6e7194f4b464f827e689eb56cda2b6abb828363dee8c700fe0ee7d49299b0bcacf3643a43f1dab9bcad7eaa8d433babfccabefd2c004e6c9693c6d41f16c6d3bea908610e4cf0f35f850130f3d9e8d3f74a4b88617d1012c0a13c4144fceb09ab780c33b8ccf00241eae081e4334c9841fbd3dae7c07c814f9167690bbd4c338bc8153c04a22a70ea58dd0aa0d6dbc719b0308957b23bad32004705afae2e3541c3272d0a5d1a5aa7fc19bfba514f73f697bbb6055bac9c74be00dd429f2b40d3467c8db9944dab574ed379a6e1a812c99ab436e7919a3a85b4c51784954f4cca0057538003d9e74a5218d81f952501ac23bccd62e8751399c3e75d7bce2c077329cac9d8cd0eb30282e724c5470056a17d27d5d2716b24d94008b5278f79b4de9210a26b41155d1612f63af84f47004afe1bfc2d99397208023b5561619d346c8cae4739fcedaa62b6748a25da5467ba289a8487914bae6df6ae60387cc40f809c5b6244e3b9cbd3aa1df8c803de79cfdb6	1	5f468bc7-97f8-5367-8745-b85988f26f70	553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY	agency_author:ply-agency	ecf8c050-3bea-5a44-9312-156e8d0558c9	fec86069-00a4-5345-9167-3148321acff6	2026-03-04 16:20:00+00	2026-11-25 20:13:43.017083+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x3d3111a4eff7959fb2faa71084693fe9e4a7156867fc435ea75e50fe98167391
310b68a4-291b-572b-b9eb-d9b6fd009984	2	referral.ReferralWithdrawn.v1	\\x0123aebd21a76a3780aba9acd70276b0ff1f81429357d8d34f07efda18d64ef9e7235e1a52d522d78dcce4535844ac0c195654e71e70913302f5ce08cc1af3376a65a30d213e98211307a685f139a25f47f075417e2ea5c13c26353ae092f6d42095ba463ddf3e0fcc142008c09d5d7227cd3854454d3649edbd474972459cde3221f56dafcb17b9b221f32daba3f034441be727c1b6557733bca37913a0bab349b2f7a72554868dffc6acbd9ecd6fafa47cbf411cb44c569ededa34e2d5f6eb7174a9168d2b3a14	2	897aba66-1ee0-5170-9592-301546cb8e45	553daaaf-8324-5ebe-b60b-0e452411c7ac	PLY	coordinator:ply-coordinator	28483395-f955-5135-95ce-5d7359a426e9	202967d5-721e-5769-9129-416858dbfa05	2026-03-05 09:50:00+00	2026-11-25 20:13:43.214467+00	\\x3d3111a4eff7959fb2faa71084693fe9e4a7156867fc435ea75e50fe98167391	\\x542070caefa2b086ce4d5df8109eb9582367935058d95e1026906be4d78cad9e
386ab254-8b26-5701-bd93-94d7b6cd95f7	1	referral.ReferralReceived.v1	\\x01bba2b4aba8191940e7bf3c716fef0bb8430063286beb843054ccdeccbbe59588d3454aeffbb872c9bd791d0a32d0e0377d1ea93956aafc3a9acd00fb6b35f43249430ba60059055c916ed297e91d20e4f1f8373ad8861713607b25eef0850176a7498d627c2459f54b9e63caedde51c1b3738a4374069de0a181faf16ed1a86df5986ee37fa78877502282da2eb6c7898c101e33aaa25988733f4b546bda47cd9f12e5bc4f0917d87d0c7ae6e4cf6e51ce0d9b2032e65b2f310da4cc702abf34d880eb2d382c4a3a2c14108df85aa463a64a760fdee9b4661e36a7d442f48128da608dd344b950375a45b8623003c1faa0f5f0d4be9d65b796cb86c153d71a87db03338bfab1063315ab2a6478ffde0dc3323c0908f86a874e33752d6c853df23672864d7839e017f3a8c31361088f688f19f4d4be2116322b36f4c42b350e7d4884a9edc531df4251cdce8f21cdb8563db15e60108430c3d084ffe37a34e6344d8f1dd3a46aeed7a928a79c93fbd24f0a5251862d98075b4cdce3ece7fb55a0f6eb92fd7c42850aa5014b2fad12a5c00cfb484469d9afc769396e8e9ccbcb15dd2ac90c04b68852e7c64836f6a675c0dd25d846b72a002048f8be36c2c3c66d0ab07dc7fb25aad936aef4afa8d8b102f5f9f6082fbc6ef1ab2a2eaa31b9add7f6f9b9ae4d09ec6e4db499cfc898ebbda6caf9500f00a81ea20ff4753fbb6b79a0b0ec5a1d96eb1ab32d62aa48c457764a18bdb08e872f35f098914e2981c29babb459b46f0e23c91293cf06d3311d1192e664d85186b9f7fcaa1e25c9cd86d6d21820002c8684c8e67fa056218601a862ca6810a7f95fe78f4ff6debffa1262cca48a4932372c2f29f6cb5037928bbd7a1c9372a4551292e23196ea12f989eb4e0a791ec6e0d2f4225abacc1b77faa4ff25cd0b64f059f7e492414fd91ad488fdd0999f7667107fe350a5bcfb99e24ced5bff340c80402edd102de6fa3c1f72f68d332cb34a0377933b07e330ce72f9b1d8191fe0aaefa27e2e38bfe8630338352798f3a44a65f838021026066dae66bddcc8f3952f4398462a6f979f721031b17cdaa079006c0dc7b98b25ed20f865d8cca5cfbdeb0c17942257c9bb40fe1c1ac3434813750f8f4dbe8d9fc06ad86c2450ef483fe6cc63c83eb0505d587c1a84d7c90bee64c7280d42f423fb2dfb36fb0c4fbf42a759c95fc8bd07a9d899654f370331aaf37ad370399c4e9afc9305ef44b45a5724e350936fa8346128e518357ad9d390bfcced106b7276ee1e907886713dd9637c65bad012d75c4ced44e595bb13d37ad26b12555d3640e1fb28bc5f8dcdb944574ef3b53d12673cd02c2ca2328832f96ffef63c4fd2fc32953a21e94824f47850ce14b9a29f5ca998fc2ac78563e36471c63961b35d266995e6e85520272b9447c80b686ae833510f7c994e3735ebf8c9851c9cd1a1d2ca8cff8ffe74739ab1fd75df8fccdbc4a7d6cbb036976508d7e300c1dcaa3bf077713996518556b79066ad174cc15bd327796def7a9ddb713fcecc658213b28fd75526d37a1f9d7331a238e270fe019c05a5548fd138b177fa056d6d69d86afacae1e1ce24e3c8f2058328d949ba35966b0b471ca640226ca984c3f9154baed6ef001cd1f2b4c2593dab582464ce7ff9e983c1a1efe9c0c77d6db17ab82a145c3d59f191bb19345d8c337256a8485f4306cbc76523ac24de770ae0d0d0bb30157d97	3	d0f6bae1-e330-571f-b217-4052fd9b7d3a	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	agency_author:ply-agency	477d97c0-429d-5fec-9c19-8a8d5741f92e	f388a4ac-9a0b-5986-b510-dc69ecf52647	2026-05-11 10:00:00+00	2026-11-25 20:13:43.274616+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xa5eea12fcd0df1888fb679200c9cd96c389af857f4939151fcb07223fc17122d
386ab254-8b26-5701-bd93-94d7b6cd95f7	2	referral.NotificationJoined.v2	\\x01a1aaf809991437274c839d01bd388f31205254b17ec5013f06cd84a5a67c989bfecc51b12cd97f79a63ffd7d80c8b794478fe99756bd4d7998de09b44b8f508aee2b0ed6e202ef37d430963a1135e5e2b7c1439c767342c9971def1858d0bb2fe34e26c7a3e998451ccc4e945d66f4f273298db865ab61f356c248dc6e113851d39801ebdba3447154c031c161950a99488db12c8db2c583223dff1849fda1961c2775e1c16e86397149dc10ac28fa299ae5838230c04543ed45614680724f2a673080d32d1139a3cb93966ac3757f956e3425e1652a7876d289b7e7d7c548100a764eb5261892ab31b29789032f49ce6be087732eb7eb2cc4b64781f48bfd454f614d331b4cbc1c0c068e0efc5b9cef837210f53327a31216095cf6d3017c3c899504b2950ee39d37f32743b0c6cc44347df5dd1f681fd288a88dcb2c68ad3110409066995085ffca5e7a45e4f938fe3244069f441d74c8733f081a07fe9d5de25190321b4b6330200b00c8111a3332a2d947ce15318f52d870425bb193b3113e58616995e03476cd267dc328d00406d01d84d326cc7bb2b8c46e8965f01bfee3710db5bafa6d8c3a716020b32530a9b61b9fe517172a25bc95158c3ea24b0725585c273d898558c94fa1bd5ef0dd32dca757d421f9a5cc42fa6f5d11921dbf0785b9a688e1fab82f5fe44ee738ea5326f39d42157fd7162d7ae6d832b6f9517a97f9a5148eb6c15585daa4929f8abd2ed211d29d26dde056b585efc897ecd5b8267438b61589b0692a5333c36fda96e5d9842783203e9e249eb3d3866dac1e850024b3c044ec798db48f7eab295cbc6a17498456b2ad8eb22efbe5335a498419ab60100c358b5b80dff3d90c4cd11f067205b15874110c95047051b12121a59ff0c13c454b693153411e136eff371372d3cdb07c5607bf068d7b9dd41e7c8e094caa4595607fb3663f426912d129e60503381988e7bb8972d4552194d38a702803a9dd8db670c8661340daa9f92a0b0efda74700e1a657151e9f6a6d371c0e49e64520533d43f6a50864a2c240d4495166c4a101ef6a31562c4a968406c505d722c20e8b939e79ec5ebf0b83ee9663d32f3f702b8dd89448eea3d7aca351fb1f535387eba36626705684ef938c4424780210ac2ef6beeba57c4fc49c95bcd89cff76a50a90d0c681c4f53a1457a53e02db702793ddeeaad66b42f56b95c670f3a87d48b887e858c24a13819b291c9347b79c8ceca2534c2cfd40530386b212f53212d56adab0a1960de23a0645a2a0e64489415fcdd4b7fdfa06a089ffdf6bc0ecd4cfdb7453248c40681d76e10aeac2accbd23bbe9c034af829b92487681898f4263e45beae463f130a0db53ea12c0e68f9009b1c3ac3119ffdb6172f1b4ce956656e81f2c4d6a2861a5a242ff790ddf7ae5f280bb61d967307b7af9f1cb803c7e946283186e3580216df1da4b3409f65397e46565e2d70f8fa59638b9c23ada7bfea0d57cc8bd63991cbb7e1ffedd49004a3920d234e7900ea33429e22e2f36c9ffcf0657dbdd142c986f49196b586493eaea5dbf5040216e7388437485492f5e257b2f68ebd087b92bdc06df3806ed747bf620edb95e7f591bcd37542c43041cfefe122f8119b7ea8a982dc318744a3f25057a5a8a7ed072f7d6b899239e991b78e2c85dcb748a9f4af5ba4d8b7335ecaa2a6a0d412ab14a40236e0816eec37628a6f425617ab569cef2a9ab6542515f9b50de0e78771a480a6ea8f49fea56ca0fe44beadcb0410c61c615be33ffb41adb15c404d0f34408be0bae75b4e296de692001999542a97312f443b88bfb5fd552322631d7733e2cc93738ccb05bdc785e1fce03d238e7e3689d0dadbe4386065ad	4	b80a84f7-2b1e-5043-8ac3-9f4f3726677b	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	b9cd478f-544b-5946-a810-7bcd9cca3981	e09b2ec7-55bb-505c-a165-68f6115e7c24	2026-05-12 09:40:00+00	2026-11-25 20:13:43.464603+00	\\xa5eea12fcd0df1888fb679200c9cd96c389af857f4939151fcb07223fc17122d	\\xef4a41d0fff802258afb1c965e87dce632152b11262797c5ad9d4ff7b9cd19eb
386ab254-8b26-5701-bd93-94d7b6cd95f7	3	referral.PartnerViewRecorded.v1	\\x01b7f2f6e49247c32fccf6ff8d5c26123f55889957498cf3223d13d71af45c00cb35e71d65bb88fe2d7fb3ef059f06a2ae3c0847aef97bdad310fed1ed92a72c4a73878285e5151793323f92d431877f7fb347d03b0d991ae58ce1d4926165536bd21a160458b5d48ef3119a7ae3f140eaa78d352d0deaea9903d82d57e77dfc4c92b2126cfb9dfa44c6621c33d9ba4cb6fc3e4de157771268e4ec63f3c6d92f1f0f19a8ee0d6b92a74dd5	5	efbf7536-9b07-5a9e-acd0-4bad71313397	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	statutory_partner:ply-statutory-partner	ca68b153-608f-5ce6-9e0b-d2ef6d64487d	db3c9bc8-8754-5fec-a823-0e490ff4ea28	2026-05-13 08:10:00+00	2026-11-25 20:13:43.502595+00	\\xef4a41d0fff802258afb1c965e87dce632152b11262797c5ad9d4ff7b9cd19eb	\\x3d56fd48ce8fac15e8925d20df0ba69c28c1907570c0e8e0e6eeee6dc63f0b60
386ab254-8b26-5701-bd93-94d7b6cd95f7	4	referral.PartnerViewRecorded.v1	\\x014eb9a7e5d0735ae118731756854c3ba3026044dd3b73f4241bd7d35e56a0bb525482d771d559f5a82ebd269b3cca16da6bcc0b19cc50b88cb7cd0747517a17a7cdc1c2076b4d8f1b8a154e24dc872e6b0de343575eac4f4a5df556bd1f5e6f77a769b0fba8400be56ce68b9494ff1300d201bbabe139022b6ddc55c0512a7eb6b891efadfa4a6b4f32813fc0f063a53c4a220988937858af330ede3558c06e6e22f9cf60c6a1b877e095769fc2	6	d30ae121-5854-5a64-81e1-6dd9480f6229	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	statutory_partner:ply-statutory-partner	4f38049b-2873-5470-894a-0e40d8b304e4	d804a2ff-e265-5fdb-a4d7-db302d911e67	2026-05-13 08:30:00+00	2026-11-25 20:13:43.539026+00	\\x3d56fd48ce8fac15e8925d20df0ba69c28c1907570c0e8e0e6eeee6dc63f0b60	\\xf6304d5a908993ce867b0dee60722031e60846fdc89d2ed58a1177ec0797ff21
386ab254-8b26-5701-bd93-94d7b6cd95f7	5	referral.PartnerViewRecorded.v1	\\x0195c83fba15e26ec661045638b1f0ed68e2aec8132a8987737c6085b983086d7a5cc4022a09b737c4d692eea645af3a65f53bdf687f9896a63f52cc85a810ed4a16db9362fce1309d3bffc0ded37abf2c31b3cc7a002a2c85711e11a4527de64c73def968efb9f3e095576c291a7aadf165c8b39c2d83545fcb4608885416a93127a6fc422a35f229e92801ef271585ec018db1366134dec25a458e3e8acc360bc8af89f9066d8ee5a62220	7	c94fd31f-e501-5642-b567-34827ea96cff	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	statutory_partner:ply-statutory-partner	9f199094-e981-5646-afe7-8a008795cf5d	bf02108d-b3fb-5d46-9afa-189f5d528cea	2026-05-13 09:00:00+00	2026-11-25 20:13:43.570467+00	\\xf6304d5a908993ce867b0dee60722031e60846fdc89d2ed58a1177ec0797ff21	\\xc2c4f31a55e157dd25c24757e95cd5c9a095557f98c2def6cdc9290c54fb4e6d
386ab254-8b26-5701-bd93-94d7b6cd95f7	6	referral.ReferralDecided.v1	\\x01cca8a6baac25b90c31c0cd957c9e39491c7976928a40850ba96af5154ead4873f756db318940faa52e16b3ccde58575ad63ac92b65add99ba5fa7592d12518c65a0135992532cb99a0fc6a3412b4ca41de51a74cf7f80bd61b7d8bc278c2905ecde873b8deb81e9158abc0fd1fd9713b1cdc6c00786f82c8d457eb86cd4b933ae726c0eb6e02a27b1ed982cef13f2d5ba88320582622c0b61bd03196c8428b2b35c44c302025c9c537f7553a622a4bdba1b9e376eb26c0a03f8ab6a1632cab866ed5ce2da324dc50c635c5611abdc57c536c408709f3a8a9b6ef22ac8070f35f64a75402b5f50a67f2f4b26ab563adb53bfbda74148128431ac588166920039cc3e1eaa98a2ba8e6cebb2cfb09d4bac0f2e55fc645e1746fe51b4525428f3145d090d53cc5d0a05220de4bd2ef1ca03e8cf4a0f59ac14d74fa653bc70def2dd2d913192384b36f0e95ce6903a221d3998934cdcd76596ee441419dc2691f9ff1e3d475e306db53b766d2c353f82a42f759893757df11c1a21e1bbc630d933a74ecd4853ff1c2290467601a7d3650ce872e33252beb8f3dba39310342e468217d8c6fc6862299acdd8868e9cfce7d60888a87203faecc1a651002878f7e180d4bce5f40d123f462e652ccf5af9a6ec0d6901fa6670ddf4f6275943b8e4a3c710c7981087a08a0c4e935076001ca58f8a2454e17aa48da23880518358e271c168177dad8cb07d5514a42519fa0219ad9c33b047c13e5a58a3f5be9217fd585bd082f61223d89345e23d06656cdc29b7a9b1d586838f0f7dfd42d42200b04657677049edde631adbd2e4cf2a192f317a571bfc44505d611e77380029f15a9f4ac255f5a1f84c8b0953e17b9964b5179b4ca7f15d1213c9898af0bcc23565dd6e215eecfed7904d2413b932a792ad03f4806337cbbf9a76fe9114d50f62b7df15679e56d1b503b89067a540481affc8e17e430e7805bd11de81faa08cc225429d3a83e93e4aef5ff66cf2b5a00f920c7756789a0dbe2d0118923c071b8920b5f88ca7e245b087812e08e6770a8212d7a9369dc4237961e4f32cc724dad0c0867cec5a66fbc90262c1bfe5cf2ccdc404742a9a96793b1d1df42e3faf2882cf947c6fe68394c5e0e	8	705a5ace-f73b-535b-be8e-9be8364b0030	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	edc33f0d-9792-5987-8d8b-36ba9907b4cc	da4b8091-1d63-5433-aef4-3ed98f939807	2026-05-13 14:00:00+00	2026-11-25 20:13:43.588714+00	\\xc2c4f31a55e157dd25c24757e95cd5c9a095557f98c2def6cdc9290c54fb4e6d	\\x6cbb28ac18fe1dfea37f26f44c1fac65dc4a69c1df43c5e02457f92ef7cfd73c
0491a320-dc7c-5c7c-99a6-65071e03846f	1	referral.IncidentNotified.v1	\\x01d896fb479a6db857d530cc4a24d1c65db9e054b255ae3cd6dbf440c49a3a8446fad7b06e9feaa3f45a89478ab5c95357c2447b0ca80f6899b4464db9ad5157b93b7338f0d4ead41df54cb926c1574e75e00794fcdd683f4a6b46e9dc6d8f261651b11a5c46dcb5b8d30750deeb9ca25a219c4ecdd23370460464c25954cd58b14c1c7f58298f651f1fc67a997397f8aa8180955d6a566b9fe726d4dfeb74d541b6bfc5bd54d942ad1758a2f1c5cc1d4434abfd0a8395d5dadb34820db2afff5cc6c6a91ed32f745449b4ff45223e96d58663acc124a8234743933ccc19300049b4de0cc2f57b426877b1b04d31f0724203929d846e983c6868779d14b34312dc1217c8951700c196b787f891c2b3b1d9b6609d643fec0e5b97574975cb96d124390f6577717cc9e3b4c597cd97980eca226238ad3fddadc9671a8701d975941fe09a65bb18e074ba3e0b697b39967481d55cea9c2051b1518c888df5a994826f61d81ebad90bcbe300cafd24d32e02abb10716fbea228d9b7e447abc7516482b65eb836f52d0c4227f09921b1b18fe32f5154e8b6092af158a3a2f14b05b72180d45899a9c29691577f3415ef0bc25450e62ed7b848bda9e1a586ce78a6935006a0c24e05393f8758d98116982ce26fd97e822113c89a1b032151246bee4d83d75024bae48bc20db1503d3643f46e9a5cbb65f8dccd77d491b6ccc0716da8faffe47bfeb3d8bb080ad39dc15484f66628cffe484f72a4fc13e2c67a98d9738cdb4eb37dc30295f451781b9a27c6f7785d453f411e5025a51ed2ecdafbd566a77e9b59154c6c32c3e02241d4e5a1e5e3fb37671a8857733a5533b8ebe88dbbaf7d4d62d71a6500acaf2f53b9beb8100ee198de137ae6446a9eaedaf090f088e064aaa4ee6ee88b55badefd2f19a236e85881e74a310253b50fe7efad88489ea4790129cee684cbee7b6e0e60ab3e2aa98c07747f465e69dd8806dd58848ec9330631569847fd2c2ecfc7b9c878e02ad0b50d866d767d3cd853f50a050ed0e48380d58b72659566b63456951b8ecb285e294638a32395a3a6a1c4fde5468f27be502d59e9e771e4042d37d9c6d952fc7b45c7b0d9b1fcf0f7cfd9255e8693505efac489abd799f3ee263acb64732ea593ebea3f62fe0b26ac02066b29d98f2dfbc117344ebe833132a56cc08b7342e230d5d7b26e222fafe2bfb3222982bfabcda0cc7508dffaf1195c96e6e2634d51edd883a79a3377c96ff7fb883e39c10d49823f7dd6c19a47eb5a33d7780adfa4cbb445cc40c05427398d6f91a6ad5359b5ed3523522c345df3962214e408e76b99ec1e6754ccda71a6a42dab84527d4ce08ba073767d49666e8405b009868682d18369ab7fe557f976da24af87a5b706a0144882121924211e86238f624a4d7e14be40977106b35a87b992b1546c9d1888af3b7cfbf80dc2efdae5cf8fa668daa1d46eafc9265	9	39465f9a-18c1-5461-9edd-9b8a59eba159	1d98a59e-1ac6-5185-a177-a0c8caabc4be	DEV	coordinator:dev-coordinator	649100f3-4a89-5ceb-bfb4-68c7ec688c6d	7e82e7ee-3690-5f26-b0a3-77379c964e91	2026-11-20 15:40:00+00	2026-11-25 20:13:52.853171+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x8dfacf1a6140a82611230b2e809637b54a6b5c8bedf9fe5ff927d1b2fb9ffcfb
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
-- Name: awaiting_decision awaiting_decision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.awaiting_decision
    ADD CONSTRAINT awaiting_decision_pkey PRIMARY KEY (stream);


--
-- Name: case_keys case_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_keys
    ADD CONSTRAINT case_keys_pkey PRIMARY KEY (case_id);


--
-- Name: case_references case_references_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_references
    ADD CONSTRAINT case_references_number UNIQUE (partnership, year, number);


--
-- Name: case_references case_references_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_references
    ADD CONSTRAINT case_references_pkey PRIMARY KEY (case_id);


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


