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
-- Name: listener_positions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.listener_positions (
    listener text NOT NULL,
    source text NOT NULL,
    "position" bigint NOT NULL
);


--
-- Name: live_reviews; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.live_reviews (
    stream uuid NOT NULL,
    case_id uuid NOT NULL,
    partnership text NOT NULL,
    reference text NOT NULL,
    stage text NOT NULL,
    due_on date NOT NULL
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
-- Data for Name: case_keys; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.case_keys (case_id, wrapped, created_at, destroyed_at) FROM stdin;
9ea0f29b-eaf5-568b-8418-8af8cff868b9	\\x01fff0f04fc0b7bd95be91a19425c294c7e9036bc1f7c9f9956a212292d1b3a776b696291102d907866eec17a84d727f41a5c4cec5457fe01007904285	2026-11-25 20:13:43.60675+00	\N
\.


--
-- Data for Name: inbox; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.inbox (listener, source, stream, version) FROM stdin;
review	/rapid-review/referral	386ab254-8b26-5701-bd93-94d7b6cd95f7	6
review	/rapid-review/submissions	ab04d189-3695-5a39-b3bd-fd9cdc456525	3
review	/rapid-review/submissions	98df6021-698b-5b1f-aa2e-0638f90ab4fc	3
review	/rapid-review/submissions	1b66479b-6d5c-589a-9c2d-1a79bade27ba	3
review	/rapid-review/submissions	1a5ec318-627d-5c31-afc4-bd201772dd57	3
review	/rapid-review/submissions	59f41ab9-c78b-5dd3-8e74-c76d027f1044	3
review	/rapid-review/submissions	9d758f9f-f215-5f11-a6b5-8ab091e51315	3
review	/rapid-review/learning	a04b177b-7c9e-51d3-a935-3726b41e2d1d	1
\.


--
-- Data for Name: listener_positions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.listener_positions (listener, source, "position") FROM stdin;
review	submissions	18
review	learning	5
review	referral	9
\.


--
-- Data for Name: live_reviews; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.live_reviews (stream, case_id, partnership, reference, stage, due_on) FROM stdin;
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
live_reviews	30
\.


--
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.schema_migrations (name, sha256, applied_at) FROM stdin;
chassis_0001_event_store	7f154fb19bf74d927562bb15ef79c443ea6a635b7fae7ff4195d010d6144a939	2026-11-25 20:13:41.827684+00
chassis_0002_doors	06eca928f0e38dacc2a9ac5c194cab5bec4c8e81c40046414f64000c3c54aa03	2026-11-25 20:13:41.882374+00
0001_review	756e2ce0ff05bce90b1cfd32752d3274a9458fb8f430f873333d5881f69b843a	2026-11-25 20:13:41.942431+00
\.


--
-- Data for Name: stored_events; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.stored_events (originator_id, originator_version, topic, state, notification_id, event_id, case_id, partnership, actor, correlation_id, causation_id, occurred_at, recorded_at, previous_hash, hash) FROM stdin;
fa70132a-07a6-53f1-8e96-3ac2511c0514	1	review.ReviewInitiated.v1	\\x01c2d639291e73a0fa271686e9feb3051b0100ebbe42c491a23bcf0df7e785b07a1feafa6aa25d26d0394a49bdd2e6bd72c893e1ec7be9d0605f444390f529b153d3d632f560ee191d071a1a73964728fc8001b9992da148c04d350124d071ed066e648d41f899a369d7785be06aca173566fc4d3934f54dbacb74d634dceb41cc869b7312739d005ad98f8fd334aedb86642895cadf719de5df07abc718e950fa9d5541b64f85abf9946b5d0e1308ccc60e0790e3acc02fe166d4907602560f302a4a609878ee23ed4aeb7b3e43298bf67d29b148ece3ddb11e512bee006d16c418378acf3fceb5d78aa95479cb72112eeca988c126d43f096afc74b42c1ac7b5ca0e8a3c630c74d7a0573607d38f76bb60f71344234c26f6c0aa9196fd56410a23a1d0082df5870b0aa57739aa5f6f720cf41c65a07ca752e5868bc9c578d376513d042017f694c928a935f47a1266fa869846f1db2d9d832867110614ac4bd69cc919678f6b25781086cf5a5bf2302716dd8c82346acca2db569c4618eabe40a64ed68f791363aefbe15254c27fa00190f05ab8352354e42552f3aafe737d73c968ff8c417ba382c5a61a5f27c971b8efd1877efb58be2208e81c0305a23d2ecc90c1f41b45c8d62a8765c0643c5d8cc28faeb2c4afc3d1a0f71016ffca4c24bffacdaf05636621dda7f0b5dc1250f91845d5b06bbbffb53ee627e8b83cf432d13d3e7183efd1435076f7f113f28698c22c067780743b0d83ebe28a225a0b3889b0c6d4b92493fb8799ffbe07e3b907f5c1409b1cdfc4258681e915f15b53acd601e2e59b75e1b7691c50da05963f11f5ed17a1602fcbcc8025efda34c42285e9be2150d4446b36ed8ab57cca13966c5524358a957783f2621f1b8ac9af725410930048ca8a2d80dc61b27b2bf729ef82b68fbf2863d3effd9000ddb92da3c9ffb6986d18a1f070eb3e0e8c194c9a453a6224df2fb8f8d237066693a0eb0c0a15c601045e7ec6f59919bf3536f0ef001172b2ecf7f2d2099519427d08242c6e3652b0151e364dbc12ff9fcbc248f4182434eeb4f63a7b237beebc9198fe7842120c80ab5ba6941d8f2f8a79083d307072dc4c08aa39c9b95176b148e69bc2db158847e2c637951fbfa1bdcbc6bf4da37279944e2cd2829f3820aed42247cc1b4f3a944b0cd33c3e2ba26fdd91e0093598e60aa03c5b9f937add6e737b626b6499eb492bc2a93670859087cb51fdd600d3a1daf9087d50d22e110ef8452e75e1d5c5b7a0c0532b2fc1647438b47b5e38707f3cd9e6aa9c1c25e359196461c40b7f694aed1beed96fefa9dc15ec3f296d513413c78630bd7ae823b45ba8a1f61416945a1c328f62f36fd3457798fc5e2159b0901ed7686fcf114eca88d01e7138b074d51d8638c112e22f8f1c7a9c7a765d11dbed9153c103893a8426f46a5085c93e0964eed9ba2b649c5365d70225bdaca38b92d2ed1b57ae9710dfbaadbbc66fb54b90af6451800f983365142469995ac92e960ba3122b1f89b4bdb58b79a64b3a9444abcb1d155179fb26aa8f437686b86fd5e719acd7f657877cc7ee4640a461a0c6c8ff04e22d136e6d940122b33617b5565f85b742fcebfb314496788434c37ba27b9289e839d0c56c9a19118c747f94ab85e8a4f7f090fb6fe716b9964801864f7b4a0d30e369fc9938ac7ff688f1a34e2a80af532671cad48605a9da5fe98db08ae48bcfda11d53394f5c81c92cb15051ea93c09daedd6c7592628305d2facf08597185efdcde6b9cae5de873685044b6106fd8b4aecccdbe65aef63539103e3e2b03abcc11a37356090d6e83fe1407cab3876a466bda989a5ff0de1673bf29f47c09e740233a82c3ffe9d94ad942d550616e880bed3afd29b460911beeb1f63852e4512c30c574b955a7300b05f3390f865d7c71370b10106edb605f130f62bfe8a3fdcd301a4efc295e3532eb7caea3556e5205a59ab177a6bac73c2e3ae8a4e7d4d60cdfaf9e01659c2c8c7949aac530275f965188774e6f3a955f9691942fc0106eaebda8b482cf4a97a8ecb4494a64b066422ef3ea1ee26907fa2	1	529e736d-0f45-596f-98bc-10f91c6385da	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	edc33f0d-9792-5987-8d8b-36ba9907b4cc	705a5ace-f73b-535b-be8e-9be8364b0030	2026-05-13 14:00:00+00	2026-11-25 20:13:43.607542+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x41f895868a665cd0b2f2049b08206ee59d38f34b13d2fdf1dfe2aa444e65392a
fa70132a-07a6-53f1-8e96-3ac2511c0514	2	review.AgencyInvolved.v1	\\x01e1a0330e52ae96f4d9d5893040e45bbd0845b3397f7eed4b0658e2977dbf9a6648e01a1efb3755e076a7069570ffeaa828a459c0dc1eaddd0712b2fe675b02463f42dbea60062dd3047c5dc76c7aaf848dfcc0f82e090814221c2dceaa9a0f91d220f331745bccf43ebaa4d4e80217128b4e39be0d358529b52adb563e3b9a24c58ad0f0641fe003694c50dfaf8736d3d170c85b418625fb2aef99750db1ab7e83	2	3d4dd6cd-d96b-5ae8-8d46-eab15917f4c8	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	edc33f0d-9792-5987-8d8b-36ba9907b4cc	705a5ace-f73b-535b-be8e-9be8364b0030	2026-05-13 14:00:00+00	2026-11-25 20:13:43.607542+00	\\x41f895868a665cd0b2f2049b08206ee59d38f34b13d2fdf1dfe2aa444e65392a	\\xd3c9b569f66b7fefad0d202a03aafca5d7e825b8c068df03379349753e031d94
fa70132a-07a6-53f1-8e96-3ac2511c0514	3	review.AgencyInvolved.v1	\\x013871e89fb4e83b314e51b8a7025c70dbbdc01950c24ba242cd106e3995b0e867074a0a99d52046cb6a302e4f2395efd5bb9bbf884ea045187fd004fbe9fc081d4c6f942c36c5577b7b1919af4d6dfabf8e3042cfef3613fc4c07679ed0cc7019cb4df0874ef5a739120738b2fe9dba0f91952c7bb88641ffdf176ad639ea99bed63bd0eb4576fa68de21dca8e89509cb4a37b6f682d7674d3f624569b0392ba0dd084056a3f49556	3	c22f3905-821f-596f-b5ce-cd6839afafa1	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	edc33f0d-9792-5987-8d8b-36ba9907b4cc	705a5ace-f73b-535b-be8e-9be8364b0030	2026-05-13 14:00:00+00	2026-11-25 20:13:43.607542+00	\\xd3c9b569f66b7fefad0d202a03aafca5d7e825b8c068df03379349753e031d94	\\x93b1377ab8b393e104c6399969754d128d66e3159e3aa004fbe7a3db2557fe74
fa70132a-07a6-53f1-8e96-3ac2511c0514	4	review.AgencyInvolved.v1	\\x01efc38b90afea2a07f5d3c3b47aea1d7289ae329d09ffa01d8922ef80e3eefd7ceaa3523d7ae3afa76a4c95d3f85dfeb5536b1e729b81ae30cfebe427f96b75708cecc6237a07f52d2c3f7286532e33f7fb3071df51ae218311e3901e2e1d04ff4b49ccb930a6422b2c30657c8fc4b4c52823e8062ce4915beec46fed73647f44e9860cd91a9576270ac129dd22e0120b1fbb7189097c7f29557ff0deac275519bae534e8ab140cd01b	4	c8c8a4fe-e90f-5fb0-8836-aea5b4e5c157	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	edc33f0d-9792-5987-8d8b-36ba9907b4cc	705a5ace-f73b-535b-be8e-9be8364b0030	2026-05-13 14:00:00+00	2026-11-25 20:13:43.607542+00	\\x93b1377ab8b393e104c6399969754d128d66e3159e3aa004fbe7a3db2557fe74	\\x640559c095c4c796e7983509f23e764919fc58328fcc722fe8ef7d47428b6494
fa70132a-07a6-53f1-8e96-3ac2511c0514	5	review.AgencyInvolved.v1	\\x01896c20dab988fded85d44f6516fe1374a70e4109fd91ab2865d142d8bdae5862bb43cac96a7cb539efa767eb3c87787f9d3798162c7844ae7f620b9e8f465a16b225378fbcb7544b06988b0b1d06a625c8519b22f20ed621d35f567ce44342199fc91df94790d6513ed145a37e6f1376ad913b50992ae3ad62792f625a89644178526a8d24c88be8b1ba6d5c79040b96661346bb2990b947b5538cd68b274b0163bbe81432	5	3cd68338-3693-5d37-8731-4265a331df4e	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	edc33f0d-9792-5987-8d8b-36ba9907b4cc	705a5ace-f73b-535b-be8e-9be8364b0030	2026-05-13 14:00:00+00	2026-11-25 20:13:43.607542+00	\\x640559c095c4c796e7983509f23e764919fc58328fcc722fe8ef7d47428b6494	\\x674184924546af8bbc47a0a5cb10a231ad1281694f78d1b7b5bafb198307220e
fa70132a-07a6-53f1-8e96-3ac2511c0514	6	review.AgencyInvolved.v1	\\x0121389396249745f6a5e9cc9b9963a36b2ee5dafdb8409403a91433ec7dfe0abc7807fa846393e6d5a57091d4236a50ccd320c3bad671f005945f29b5413bc6c0ef7309660f2c4e75728c03916fa38cbf1f1bd5c2b239cd533a50886ed54081dfdd59018482ade57bbf3fc8c6cc817c245836496f5c01e8be49effec821242fa87501edf27563fff0a87ea57d9b95e98c3a05a45fd356299d0ef03cf9265d79a0bfe01e17e1f280ca528a8a	6	b5bff190-5586-59ff-8233-6f65d92837c1	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	edc33f0d-9792-5987-8d8b-36ba9907b4cc	705a5ace-f73b-535b-be8e-9be8364b0030	2026-05-13 14:00:00+00	2026-11-25 20:13:43.607542+00	\\x674184924546af8bbc47a0a5cb10a231ad1281694f78d1b7b5bafb198307220e	\\x8c5b44ec56d78b893b2a04b00f392fcdf06783ebc3f2957820df0716b05d50f4
fa70132a-07a6-53f1-8e96-3ac2511c0514	7	review.AgencyInvolved.v1	\\x011510505702494c8a96dadbd8b56a7d7c008ad11422c540cca5bc1be13d575d5826e97c70abbf8fe2b921c9b37b22c23589308783c1bd0b9836440aa45cc5b80c4dc8541bc461c2fad23ccd98cef889b1ce73cca196a371eeb1579690456702fc7a79ba90524b4d3c78ebcceaf787d7d54bfe85113c83d1492706764b3068601dc479acb8875c3d465e4ce4260a1afded00e12c9c036c80a86ceffccf3d	7	4592e1c1-d150-53c7-a736-7ea9c33f796f	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	ce12cec3-bbe5-5f4c-8a54-73f1d9eca8af	98cbf29e-0a4b-501d-9dae-90e45e928330	2026-05-15 10:00:00+00	2026-11-25 20:13:43.855669+00	\\x8c5b44ec56d78b893b2a04b00f392fcdf06783ebc3f2957820df0716b05d50f4	\\x3df7b859f1893923276d1af0e923fa6056ee273fa2eac1617c3be8f2f858a72a
fa70132a-07a6-53f1-8e96-3ac2511c0514	8	review.MeetingScheduled.v1	\\x0121dfe39e1f5e05fa65bf95eea0de4a99d27da2784929908e3f9c9294dae1838ad75e2880e606cdbcd9f9719b09a77c1e9bd6481c8c5705a1d0a5477ce59538c56b12c6e85fe1348a9714408f660fe052520d6678cf34ba214b30c36e74fe704c	8	1762f679-580c-5500-8909-d9d5e4bfba14	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	a2250cfe-3231-5397-90b8-17c0a4f46b9f	9786d46c-994d-5801-b3be-198409ccbf57	2026-05-15 10:30:00+00	2026-11-25 20:13:43.928874+00	\\x3df7b859f1893923276d1af0e923fa6056ee273fa2eac1617c3be8f2f858a72a	\\x0c3b97c95966b74933d3ddac92b27b279cd0cd6690f037ad44ad14b07e452899
fa70132a-07a6-53f1-8e96-3ac2511c0514	9	review.ReturnStatusNoted.v1	\\x01f9b3d5361acdbcedc16f4576563d4c4a7edc684e936ae873398ddad4ed24127beeafc343e19a41d20e196d534f50f103612f553acf80cf51b25dc7e0d87c016840694d4f5b2f5392ffe4ea8e852a5c6f090d707e7c1c996e0be43a1c96746838c060c7f64ff0acdaec1a1c9850ea5f2db6	9	73e64d7c-762c-50fa-8000-2db4fbae7a76	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	c86d5ebd-e651-53b9-89ea-341e7f87fe80	ae3bd48d-5054-5cbb-a913-c806b41c802e	2026-05-20 09:15:00+00	2026-11-25 20:13:44.062815+00	\\x0c3b97c95966b74933d3ddac92b27b279cd0cd6690f037ad44ad14b07e452899	\\xbcbf46331a1285e9643d24831484e0c686f9e46d93d985e2182a8bd6499be509
fa70132a-07a6-53f1-8e96-3ac2511c0514	10	review.ReturnStatusNoted.v1	\\x01fdab398d178da5cf302f9263a39adb316081ada25354189ac2558f3339841bafd7f448119bd0c0c92a99478b280a69433bd70a62694d01eea03a4fb25632d2e36cd8dd9e6f87acb168476d84504b14fcb6eb4b363a2224743c20aff9cd74d26f5b0d66d872a1077b21a04225c38712c9ecc6e3d569864c	10	60e789a3-c0d6-5467-8ccd-9e43d78cc6d9	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	3e06a69c-22c7-5c5e-8201-bb4157086acd	cca9dc95-2029-5457-968c-565929143a6e	2026-05-21 12:40:00+00	2026-11-25 20:13:44.112288+00	\\xbcbf46331a1285e9643d24831484e0c686f9e46d93d985e2182a8bd6499be509	\\xe621d46f247f249b44d346e20571f8efaf3b10178e346cfb17e217d876ad5199
fa70132a-07a6-53f1-8e96-3ac2511c0514	11	review.ReturnStatusNoted.v1	\\x01c21cd7080dd3344e5d9a24ddd89445213d72a57360d2484865d3236a56f2d35453c1790b50ad5f153a795302321c9589baeac5b5090464e5c8ad86b1cafcaf71f951478443cb1512eae686debf13dd28ae2d788b5c0639074714951738036ef71e19db69e05698fa3f	11	80c4f846-5e2e-578e-9b5b-fadc64857c87	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	aeba1b8c-2b1c-5dd1-9753-1d23d226ae34	a43e4a8a-0067-5ac2-b9cc-9fd7d2324ada	2026-05-21 14:20:00+00	2026-11-25 20:13:44.15156+00	\\xe621d46f247f249b44d346e20571f8efaf3b10178e346cfb17e217d876ad5199	\\x0b707097355c73d9f8f4a3276cb26ad5bac83d4ba17dd9d98392ce8817fbcd3b
fa70132a-07a6-53f1-8e96-3ac2511c0514	12	review.ReturnStatusNoted.v1	\\x0186e8a2ec2bd1e2632cbfbd5cd8db6972fff8347d63c9d67d2924d09da7d9378fc705d276866c486642a39da448514e913f6859657669d58bc274e69ee67ad0d8983e70378fbf127f5b44e0622b3465744c22f990f1dd826fa9ce7608834d3733c9e6544a9af8bd932a72f309fcc6f5dae02cd181	12	85b54d16-c54f-5eb9-82e2-eabe462a30e2	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	7f16a7eb-9eb0-5324-9e3e-6e89ed21939f	04c15f70-54b3-5966-8ab6-25abeb24b9a5	2026-05-22 09:00:00+00	2026-11-25 20:13:44.194029+00	\\x0b707097355c73d9f8f4a3276cb26ad5bac83d4ba17dd9d98392ce8817fbcd3b	\\x116fbde4f64718c8374dc05d0a0538a78c05725c7df494b33834e43c0d340b29
fa70132a-07a6-53f1-8e96-3ac2511c0514	13	review.ReturnStatusNoted.v1	\\x01f44a1feca0684b8c8556ad2f3607692a51615cd96ee1bf012c7b0020a6868de726a2951c8f2b0a8243c067904e10fdd36f48333601c8bd3c1d2d6bf1ecb78a41c952345b8f6ef22d22d6741b8b76a61c6791b60a7849abca8194a4d2673d73be7cbaf9bf35eb3a7b19d62b34a4	13	250249f2-c98d-56f9-8321-51e5c5e2cb10	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	cc085de7-d431-54b5-a6d3-30ecbc96e88b	95f3a904-e618-594b-8401-2cfcfba1133e	2026-05-22 10:30:00+00	2026-11-25 20:13:44.23458+00	\\x116fbde4f64718c8374dc05d0a0538a78c05725c7df494b33834e43c0d340b29	\\xa1e0d7bba754db15fef4912291f46409430ac42620bbb66a2aa86d7c39143f2e
fa70132a-07a6-53f1-8e96-3ac2511c0514	14	review.ReturnStatusNoted.v1	\\x010b3589d7002c3764efd84d6626ed15bb5ed502c3308726599d01faf394c6d05e19f5be7ad26e4cfca47fe5629a3566d6fc9fe22c3b026b3506b175fa6c08811b0b45dadf8d9d315c07513beac8ed8f56802b227a62db3730c0f593fd6905088556a556ff8cc4f728f82efbfaf62dcb53111fc45556	14	bd907a23-db8c-58d3-95bb-75c3d1e6f746	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	fa3f9f50-8a1e-5678-b0c0-3cdaee78d161	42a9358d-956f-5c60-ad70-0c9a82ee4d46	2026-05-26 08:00:00+00	2026-11-25 20:13:44.267931+00	\\xa1e0d7bba754db15fef4912291f46409430ac42620bbb66a2aa86d7c39143f2e	\\xb75051bad273314ef90cd1d63e34d0020df8ee8271fd59ca08d7546f70ccf36d
fa70132a-07a6-53f1-8e96-3ac2511c0514	15	review.ReturnStatusNoted.v1	\\x014dac04bccaeb68cadd002e102ccc0a03040b0f722709415e74c5b7668d011ae1976af0e03a29081caf4c84115243f2faf9228efb85d9363a512fcef3fc3949818b5f2121386f98d41af19639f8a8a3ab6bdac769f6e4f72ef5b56ff882f339672bb210e2e9f3556807	15	645c9fb6-5519-5f37-8d81-ffa99cad9201	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	b78f3308-4cbc-549d-8706-e83399d940dd	4796ac66-7fbb-5ed3-a39e-e8518a56be91	2026-05-27 08:00:00+00	2026-11-25 20:13:44.311623+00	\\xb75051bad273314ef90cd1d63e34d0020df8ee8271fd59ca08d7546f70ccf36d	\\xa0d45ddb403c554ab5a344f1e8cdcdabd5d1e212afc69ce58bb4fd6daf705627
fa70132a-07a6-53f1-8e96-3ac2511c0514	16	review.ReturnStatusNoted.v1	\\x01b96b903a2c9afd2e1defa3bbd3a3472864a4d553951ffac4a37aa1fa097295a1c5963a10e124ba9289fa380e7c468a95943b624a64b42d9488c997a23e54a3fabc0908bd8dcd287a03b380e1d73485ce28b2b1d3714e763cb933280718b2a84b22ed807a17ba632748041562e2d6d7b1eb	16	7a283be7-b6d1-5e13-a4b7-b0ebbe2c0b2a	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	3236f476-6d18-51fb-9816-8e1a7eada1a3	8bee01d4-e4f9-5280-86bb-ae395f49a05f	2026-05-27 08:05:00+00	2026-11-25 20:13:44.346216+00	\\xa0d45ddb403c554ab5a344f1e8cdcdabd5d1e212afc69ce58bb4fd6daf705627	\\xebcbe4c54a207110a7f724e6c303cc5b2f182b27c38f5dd7c4b0a3a18038ef43
fa70132a-07a6-53f1-8e96-3ac2511c0514	17	review.ReturnStatusNoted.v1	\\x01e9e1245fbc628dd1f7798a71398e2c20e7afaadc74c35701b3437aa1f5410469412ee94a42da41d46e482cdef572a27fae6080ab85cad0e340bfe5a69ed10582ca290ef9d1ccb6c9bbd9088b195a083e25b70665621180b4cf7d9260423af56bb282880584be23841322a4045ec1c0cc30f6e4662df6bb	17	9d7d4f7a-2354-58a2-8f05-436fdd945203	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	cb10357a-38e7-5448-85e5-d7f5c6f8282a	bcffa37f-2440-5b29-bb45-692f4139ce9a	2026-05-27 08:10:00+00	2026-11-25 20:13:44.39691+00	\\xebcbe4c54a207110a7f724e6c303cc5b2f182b27c38f5dd7c4b0a3a18038ef43	\\x47fc67dace833115108dc49ef16ca32efcbec1e442e4bb7502305d5e5566ec21
fa70132a-07a6-53f1-8e96-3ac2511c0514	19	review.ReturnStatusNoted.v1	\\x01f813c1c657ec41107a7b228bc902eac96508c91a2f7a57ed717d70f3bffbab6b5818c6a86e78450b2d0adb8ea439f2fe5036c44a10eb29c1ee7df46bdb3f7ff423c066ababfe5a0eee0f2d07655c5d08daa7b5ef54b975a5bfb3e1fa794a9f58867be09d1c0190d8ddcbb83d12	19	c2c04bed-a82b-5049-9b3a-50527c831262	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	cdcf4ca6-7f72-5355-8da3-d4cd72ca248c	a6550c95-7514-56a2-ba66-4dd7c28ab088	2026-05-27 08:20:00+00	2026-11-25 20:13:44.486789+00	\\xf488ba71e15668331a0e1236a91cbd5dfab194e25b56e89a2e080b0ca67ec0b0	\\xa74452a51065d29699252aad13ddd3a96d767be5f14f980e6b50b24e2f7628e7
fa70132a-07a6-53f1-8e96-3ac2511c0514	21	review.MeetingHeld.v1	\\x017af779166b688099b60a250ee31e93942235f149572812ac58393ef053e075291a0247d186455c9900d85aee6e364d011d3f033c5fe73e6f18b04cc2bcd6360633a05879362a89010e09ee698821c42c4e7458439d6ff021a382d12fbfccd8d4744b4a6fcb9e803311c597a0f4e67bb3cba8c79b42d74cb67295548beb1a56999f53fefb651c2f7af0b1ee9cc5595034a2a08b17f8e344b9484b0cd0ef648406eba3c01a053fd163999f792c1b0af618ba7ce8b0024c044b78079f49301a1e1c0bc06cbc2ceebdc6dec750d6eba95b76fff5e8c3b864112a7786c16e077c2bafa612d89e68dfefd6ffa345fd27a3b1155948090c0eacd9f3723e905afac1a469791c1b1b02fb5a26f1dadc16870f1a1b209dfa3af5e13831b07c79c3acef09bcf4ca5e98a373aab2499b1e6403d2a1be1b27b2420aeb4f943e7272273496a01f61de7a753e7f6d0652205db31a803fbc372601c425c644126a7ca6557a2e5f2dbaa94095b8baac2b8cf8d6ea635aa36784128c2eaad8d1ee5056f53f9e0a065dbd51d57c90b756fb5b37353410bbb808b9822c8a94b53bd0dc9f8c9365dbaa64dd524a7948345019a1963684f15d92c5adfd4c4332cbb569d6eaa9618e65d2188784aac24b8e63589cb12a2e7ad83d7b8104f453e7b3dcde63b926934fb0d5cbf585557775f1c43af391565790c707dfd948cd7c91e422a454dd679b0a821b50193850bd57bf0bf94d5ecace7a2f61166ac81033ddcb57bcc70e064c988639823cce69ad724c1f043170ef91a8eb3bd1ce72acd44a089f58dd6ef9b4b4bac63f33add1e9794c597e00d39dd90f971cfe07d0c452b4b4454b7b906955dd0b677748d5cada57c16e15ee1e12e8ac4a89d1d58e8a21cd84a4abb5c967318be60f3dd5fc21541aab4b11947c4a6f96a111ceed8d2d61ab924b6f9843bc8ef172e7879f12b241432a9dd4a9bcf8e455151419e52ff73b6a9f3cc04299a923b962f4cc42e494e4122917d52ccab6bae6c752310de9a29aa77a9713bb9b757f29e68144bac7c89cfc02eb3569579fbe1efa2c788d4fe3cefca1bfc40955d6e50a6ac2eac670a1cf0ace3878196b2f7179fc0949e3545b26783c903fca27f9f736aaac25c0ce22c8a71d9909b3a4dec9fca5a91e80aeba42e0b01c4917eab12a3566d91cba04d383f712562280116692a0d7024df7d1f767c4b8d2cc2b09b65886dc0c6ba56172b3335fa30ccb5681e907756441fb4f63bab3f063c2a3c4a7c0ad601ad66ee3db104c11551d5aa7282a4caa9259a3d233b401d7515a3e6200dda17d063f876f138c0a4723743c7e16229ed8e09d8cd313ec57c3ec4eca25c6b915f776fd52a7c29d0b056403825b3f96ac71e15e5a91fa3acd3e35e5271ab166588d5aad872addc22ee8110eb3209ce8a29cf89b7e5e4d39e300eebf5f15	21	9cf2ac51-104b-5146-9194-1b090b2f5cc9	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	5687f506-ac16-5ee4-8bb9-cb3fd4e10f63	9b27841c-e142-5352-838f-1abfffca08eb	2026-05-28 11:30:00+00	2026-11-25 20:13:44.577792+00	\\x6609953f6bef1e5ba4f298ef7c5d6496c6b379671da131e5aeb6feca373461ee	\\xe8299f1fe7ae9dbb54c8576a364cfedfdcf9442f155077f378a9354d024e2a80
fa70132a-07a6-53f1-8e96-3ac2511c0514	23	review.CSPRDecided.v1	\\x01471ee9fa896c1086731006b8bdfd21064656377653edb50fcc32723b7756afdc8ef6f96466d2527b310b7e6730e40230b4ff41d652a72f5437822638212796289fa1c476ea11d00391865c8d534769865cf1812880f6a7be96ab96e9c52bd9f908a27b281aeb8e9ebab6d8d2dcd82e58c14beb0c1e476ad4ce4c2321edb1592654d5b00a847ba13d3bbfa7133aa0426fc7652bf87b992b977d31e5b00d02c765d2c58ba19f4eaed03557bd3554d7f1e80cf976f7884e295d52ea0ce0198db226f99184fbd3f17178f911c7e043cde0d698f0c1494f15a4954caad04c6cf9260bfd5aaadc020bb4bb83c6992eaef51b581cb2f0dc7a12bac84eebd1448a8e7e1645ad5a730fb2e2abdcb63beb06eec5dde1193892eef3c7ef8f50886e7938217e393d60a5463c46825553d290fb7b538382766f49ccb42ff9d3b04f724000d1422309d24e72a059ad97a6e63efa278f8b04c35717fde672f0465f2c95fe1a6af372d0b59e7b2593d39186c3fed001ea2d2d4e520dc1f7966e4bf14094a571994361a0877ae9e250394eab08d8ce616ac0c3349b6df66fffca7275e9169f78c34061e4630a7108c1340f65710a4757071659d3d9613fa6b6328785a5c96efaefed03c7c077afe2dcd89184a68a567569f0dd75e49684b63b53d2a0645033e0c7fefb6653c91e4903200fcdbc4698049f6509255a3b8776a7942cd0470c8ccc384ccce8b949871b3d9d6635d213227c40e4c4d7a01782107f28ed2239e3351137fe375b952b95e046f86d8d5dd359fd8c61bc34b8ac501ef6167b1e86102f77b3352725e264245051c8d06d872c4d6add962de9f03f0f2666637f020750aa9eba7bd90227fdfaa5df96f41a5d45b1087828f2106356aa462b0f846421e15d62b1877046f3424c5404776193b26b15fb	23	0ac1efa7-0aeb-5486-990d-9a20d48b1188	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	subgroup_chair:ply-subgroup-chair	f984dedb-a712-5d87-9ae4-7e1392d34295	afa78d99-08a9-58fb-aea2-549b2aa49ad2	2026-06-01 09:00:00+00	2026-11-25 20:13:44.774329+00	\\x9aab96c4d9c0bdc964349348ef84ddc6969dc894402b984a34315d125948c1ac	\\x363979a28b9823232eb5a1c82a2ec13121181c8e6b6d141d1f0febd7367181d1
fa70132a-07a6-53f1-8e96-3ac2511c0514	25	review.SentToPanel.v1	\\x01e6b551cdb2a46b65b26487da322f211151926fc1164c1b017ce769cee7225e6354fb7e4ff036b1ea47c2d8c175102fe17480a30033ad0499d24f59a06993eaa3a1fd3ed9cdaecf5b22ce38d292255c54a34122db50764013a5b3ffc6ae7caf4b456e9407bf5492c64a057697317e8eac7a28b0c315d4215b667691d158640ba8e38fe387712393b52d648f238a1ddc5cac048bd36ae9a8d5d5f80702c1bb11c9fbc17eafaa	25	0ac2a987-3cfc-5144-a9ef-d4ed18bed060	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	b2610c0b-759f-5c55-a7d6-823f5302d85e	6f80c4df-2a1d-598f-81c2-73059886b0ef	2026-06-03 09:00:00+00	2026-11-25 20:13:44.854113+00	\\x655e7a4e90435e3c09119e34a35161306c6d6d9a0d22762f96133e541814ad87	\\xfa7ba7ab18211bb7cf3b864ab490e5ce6e0592ce524fd3e1619d89d8977c85b1
fa70132a-07a6-53f1-8e96-3ac2511c0514	27	review.SentToPanel.v1	\\x01bfa6ab4991928f443b9f7e0d7a076818b58943b66fd8d6ec0378e357938c3c170d65bfb067c1d08168b5845ca10d484b1136e1757b98d19cff2dfbe7468c4a4e44244f3ac2fb1d42b4b5ea0442773d187b87bc237e8850d384a9979ab8d7ba67e7f20374f4a93dea8ff3ff142232bc64f0cd5c4810dd540d757616bcc730cac334306d03a13c08f73ab7e14ddf965541debd7861ad89f4284047667b8307941e7288ee2b5a	27	26699c24-864a-5a33-b98f-cec0fdbfae2c	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	04a5ecd9-355c-555f-9ce2-bf3905cabaa8	4ffea184-f570-56c2-ba02-3e0e51c3b09d	2026-06-15 15:00:00+00	2026-11-25 20:13:44.931771+00	\\xaac14a697cadbe26969c9247c0b44aefe02f8ab3a44033b50d975237186e0026	\\x0faec52fec08b479e9956b76c833c5b399731f80bd11812a68ab0213754c0c95
fa70132a-07a6-53f1-8e96-3ac2511c0514	29	review.LearningDrafted.v1	\\x0156d5d253770253e3bbca41df53204566779c4f635d9e0c6a4604eaf51c509c1a8e8918118440595c3e88e77345ecae1874461ab0a09bb2b26692c05c	29	1a9ed0ce-9152-553c-8d22-a8a57250cb30	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	5d9b1a58-92cd-5a1d-968a-6d4f8efa4252	c9758c22-fb0e-5a20-a4a9-34ccbade1396	2026-06-24 09:00:00+00	2026-11-25 20:13:44.991019+00	\\x8b39a850d2f2375013e6cae60e2aad5d4ccdae351ccaf2310ed282ff4ad0d43e	\\xd3d7bad570c8ad22d4dc391e47178ba36bf678445631007fb97b857e5fae9295
fa70132a-07a6-53f1-8e96-3ac2511c0514	18	review.ReturnStatusNoted.v1	\\x01ac6e4f378a84799e9e1a02cd9233c59dcc90d7320eb8715326431cb4451520e9fee78d1edcb8c3446e3a3849d7788c29e77c6687b499654c6ae1198b896cc764886ed53182d5a9df84113aebffb2465c1cbbae95f67d3336833f0ffc3a95ae10bde43a20ad5df1d6c42054aea08dffbb15f37b57	18	7cbbed3f-3d2f-53f0-ab18-664a8ad1f631	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	f9f16d6b-6a62-5eff-8fcd-e35f534ffcbe	180150bd-0ce3-52a7-931a-a8cbca32e9e0	2026-05-27 08:15:00+00	2026-11-25 20:13:44.446764+00	\\x47fc67dace833115108dc49ef16ca32efcbec1e442e4bb7502305d5e5566ec21	\\xf488ba71e15668331a0e1236a91cbd5dfab194e25b56e89a2e080b0ca67ec0b0
fa70132a-07a6-53f1-8e96-3ac2511c0514	20	review.ReturnStatusNoted.v1	\\x017e745d60c50d99df8560d692b879eb6c2bbf6971f0e0233cc88200d263f086513a49192865ac467178f562fc3f4815fa64a1d79677671b42a17d2cf0e7f4be7b75dcfad2a6a31e9f999bc675f66c12021a2475a3b79e94668e7c2939b952edb7c13ccf2ec99f094d29c05335558e31d86dd935453a	20	3923182c-d89d-5aab-8537-545f4724b70e	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:review	930352db-cd58-581a-8cef-ab162bcb988c	3bf04f56-71d8-50e1-a3a3-ce7f156fcfe7	2026-05-27 08:25:00+00	2026-11-25 20:13:44.529182+00	\\xa74452a51065d29699252aad13ddd3a96d767be5f14f980e6b50b24e2f7628e7	\\x6609953f6bef1e5ba4f298ef7c5d6496c6b379671da131e5aeb6feca373461ee
fa70132a-07a6-53f1-8e96-3ac2511c0514	22	review.ReportFinalised.v1	\\x01d48099c28ac4865831553458299995ca7abafd1d99a6c5e81b825093dfb944fb9af11310028188cdb5f7ec1a4f0f449e245ae6de303ae2e4e3dcb0cca8f0783f570ef988265958ee6afad7db02cd5917dd9c278cd2de0be8d18febdc7f789fd74d2b1e39734d1f5bd6f09a6654f8879c39b8ef8d1bcad0261b64f29dd1914fbf06815d145cf93076abc9b20071ca97d0568c77197882550a19077c4ece9e2f2db21f3ef17c8ae0f97461ab428909642255f1380644b92c18c1bf4a981f8014928e86d2793f2c7d5a7b74a05e2b8b623ccc651c865bccb0df0dab15b5b7e3034979a94637957f540eb13feb127fa551286125778eb23354e2aa013396e6a376dd300272c014244e7b11838eeb8ca7b5a685dc5ea6f27bd87a55e9a0c89807764ef0b0c3b3c33da722502086645034fda1d95fdfcc68f5d82dcf469571485b7a2d89246bbaa31ce9ee3b006b610cf00d4f632f7fe19cf6eeb09e4fb6f53fac4203abddb8a2b1ab1a4dc5820ffcb017de64b5d861e1044ba20802f8f2dc40ac1418afe88ec945c45d4aa08782b23564c7a33adf555f375bfa7d1aa6251ac0ce85109c3d5b8b071ea780d2b9fbfbf22d22b9caf13f53640db900bc5a6760a8a3366a3295058afd4a45a58ffa1c8326ea8d282b91f96b8d67f18a100385e09306444d5cb1bfcfbe97a5ae22bf139c1f1f105634eff4eb96c9d9ed022d8faa491f64374d6e0e489431e648eb66da77fbb0de323fb36b82584f6a58e4e0f7beef018a2f2341254b6baba3063f1616f643b9c5612ba3a185b4c211b416779042ba968cc50ac2159e	22	5ba38e7b-5c13-503d-9e76-d5a3e6920844	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	9f4483c1-393d-51b3-bfde-8fbb06fca378	ab971ca2-80eb-5400-881b-0a8b4bf84614	2026-05-29 14:00:00+00	2026-11-25 20:13:44.694744+00	\\xe8299f1fe7ae9dbb54c8576a364cfedfdcf9442f155077f378a9354d024e2a80	\\x9aab96c4d9c0bdc964349348ef84ddc6969dc894402b984a34315d125948c1ac
fa70132a-07a6-53f1-8e96-3ac2511c0514	24	review.ReportScrutinised.v1	\\x01217f839995d55adbe9453a7239bda3b83709230fc97d84567a59594e40acb4125572f244e59298422bfe3e2f995b9725eff190ee5ac98fc976efa3a1115aabf0db2e1d1b56b1381b3f38974f02cc2ceb321ed6723166ea0fd3c55fb893025f0b5506f6022889177f475514d1e1f1660dea930c878173c921bd57d632ae2a3606e12a72ae1878bded2bc8b1931aed2d572a6887bea99243fc31e4d0b63e01617fee543b0f8da5c417e400956585f8d661907e	24	83e28b32-f65a-5f72-a6ef-b93492de5e9d	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	strategic_leader:ply-strategic-leader	a89f446c-99dd-5a9b-aed9-9462694bb2df	cef6fb17-2acf-51a3-b896-e488e0312a45	2026-06-02 10:15:00+00	2026-11-25 20:13:44.820646+00	\\x363979a28b9823232eb5a1c82a2ec13121181c8e6b6d141d1f0febd7367181d1	\\x655e7a4e90435e3c09119e34a35161306c6d6d9a0d22762f96133e541814ad87
fa70132a-07a6-53f1-8e96-3ac2511c0514	26	review.PanelReplied.v1	\\x017bd47eff9373eda04434c51b752eb4b15c310049877ebba99b617317be074103ffbde892b1d4dbd5692711649b222a9699220195bb158c9681848bd1cd9a90a8eeed480dd765710971fbfa8fc3b2b394488c9bdd74befd87063ed4b552a2795f2c8b9ad1c229d24249dae981724ac3984e0a64738cafc413d2ff8899dce104bf2a23a70bdbc6ec255212f844d4af6aec1f1f868c7b030e8fa1f7e4bf51978c7a8b3773bbfffaf2d49ba69094f2c03eed69ca6b986447792c79708df5044d6a4c0d46ae5f13bf42ab0ce33165a5335786c374fba1bc103d16affdc49361d9de4c54bd32bb6f4a9561737eca149b70eec671b32cf6f3becc0dbf3ab0387db5b6a118df	26	3aa948e4-d8a4-56ca-841d-cf80b47a7ddd	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	f83852bc-e3cf-5993-8e15-7e893c43d269	6ed2e87b-fa77-58b5-a437-f189d90701dd	2026-06-11 08:30:00+00	2026-11-25 20:13:44.89655+00	\\xfa7ba7ab18211bb7cf3b864ab490e5ce6e0592ce524fd3e1619d89d8977c85b1	\\xaac14a697cadbe26969c9247c0b44aefe02f8ab3a44033b50d975237186e0026
fa70132a-07a6-53f1-8e96-3ac2511c0514	28	review.PanelReplied.v1	\\x0124328fad4f5f4e08531abe6a81d2fc114aec676674d514351597424c701b1cbf08e95d606efd3b53d8124376bfeb842c2f5bf52f858c4f1dfef8f7a631795eaa317524db5f48911b0f050dfd87c93683181740fc0de615bb731ac6e536800f7ef0f7055f8ad3126f1404b7563120123db2f2bdafcda7b072afd8bb239bd43a2094a504499e688ce36c281e525b13aa172d4e6f8d1a8fea7a29bd79e45bcdf41db02dc88152dd863877824a1b335f1febdb6ead8222d56afb17fba1333e9422894feaa556cf35e34569c0e2d7d557a130a8896d1250d7e1c6b1c371ed808db406f3a745025ab80783	28	886f2c5c-7c9b-55b4-bc2b-0b2a19039ec5	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	5d9b1a58-92cd-5a1d-968a-6d4f8efa4252	67ed2777-4579-58da-ba44-fa0100bc9a8b	2026-06-24 09:00:00+00	2026-11-25 20:13:44.954678+00	\\x0faec52fec08b479e9956b76c833c5b399731f80bd11812a68ab0213754c0c95	\\x8b39a850d2f2375013e6cae60e2aad5d4ccdae351ccaf2310ed282ff4ad0d43e
fa70132a-07a6-53f1-8e96-3ac2511c0514	30	review.ReviewClosed.v1	\\x0163547509450173c646c1bda4fbbb8295cee7bce59235fc5fa93972c53566503036bf521af2834f8e5d5c9e26ffa802dfaa925b546435dad7b0e406accca95ae3c6b1fb9967aa7e7f4835b424d9202a6737d02aa3d1	30	5a03c062-e0fd-5736-afc9-c266fa3e057f	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	943b2bbe-7289-5cff-a568-3533c075aebb	c4b17f47-33b9-5145-959f-95588fad4775	2026-07-02 08:00:00+00	2026-11-25 20:13:45.104844+00	\\xd3d7bad570c8ad22d4dc391e47178ba36bf678445631007fb97b857e5fae9295	\\xbbe961dbe1cc10cdd91761d5571ecb7f7380da0a93183dd427e5956fb767b3d3
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
-- Name: listener_positions listener_positions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.listener_positions
    ADD CONSTRAINT listener_positions_pkey PRIMARY KEY (listener, source);


--
-- Name: live_reviews live_reviews_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.live_reviews
    ADD CONSTRAINT live_reviews_pkey PRIMARY KEY (stream);


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
-- Name: live_reviews_by_due_date; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX live_reviews_by_due_date ON public.live_reviews USING btree (partnership, due_on, reference);


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


