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
-- Name: outstanding_returns; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outstanding_returns (
    stream uuid NOT NULL,
    case_id uuid NOT NULL,
    partnership text NOT NULL,
    through text NOT NULL,
    reference text NOT NULL,
    agency text NOT NULL,
    status text NOT NULL,
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
9ea0f29b-eaf5-568b-8418-8af8cff868b9	\\x01c43d406e3fa821db0215c235c1fb303d75036c4e815e0b5269f203c48657f676e5b2ac791079ae5e83e51a411c74dc0145988ae5ed5b3309842d204c	2026-11-25 20:13:43.673723+00	\N
\.


--
-- Data for Name: inbox; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.inbox (listener, source, stream, version) FROM stdin;
submissions	/rapid-review/review	fa70132a-07a6-53f1-8e96-3ac2511c0514	7
\.


--
-- Data for Name: listener_positions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.listener_positions (listener, source, "position") FROM stdin;
submissions	review	30
\.


--
-- Data for Name: outstanding_returns; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.outstanding_returns (stream, case_id, partnership, through, reference, agency, status, due_on) FROM stdin;
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
outstanding_returns	18
\.


--
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.schema_migrations (name, sha256, applied_at) FROM stdin;
chassis_0001_event_store	7f154fb19bf74d927562bb15ef79c443ea6a635b7fae7ff4195d010d6144a939	2026-11-25 20:13:41.827906+00
chassis_0002_doors	06eca928f0e38dacc2a9ac5c194cab5bec4c8e81c40046414f64000c3c54aa03	2026-11-25 20:13:41.881197+00
0001_submissions	86e5b025bb1f50a56502f61251845d5f11b7237b2124e777c894a7bcf30cb706	2026-11-25 20:13:41.996158+00
\.


--
-- Data for Name: stored_events; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.stored_events (originator_id, originator_version, topic, state, notification_id, event_id, case_id, partnership, actor, correlation_id, causation_id, occurred_at, recorded_at, previous_hash, hash) FROM stdin;
59f41ab9-c78b-5dd3-8e74-c76d027f1044	1	submissions.SubmissionRequested.v1	\\x01e2d8aafd74e32173c06835a158f5dceee55fbf8d9c0b2558a1e0d26350271cfe847b41efaa757a853cd0c236e006462f65d63dd1d466df2578b796a9d0c04adacecc2bc2328dce30a2fd021aed3788b10facd8f8eae6aa20d0f4e213e0b4f26913db86aea5f0d8c330c5d554c4d892db43b8081cb7ef99a6a3c47ba0d0f4e6801ce05a2f4e6c45da43a35bdfbd5cb6d75a406e78a44e48a03131421dcb512b81b6991aaa20e246eb88707c9398b1e4a4ce6319c340d610391e35bef043af1f472741b84beeeccacb6d223a314569e3c45ed59c8e5728cae7e7bd8ee439363471435f1d8a4a3d56f19e4eb10e7356e6636dc0b96d3217b2b4d22216dc33d5a50d2d36c4c44bcf9309af8eed71a31776d1b623d81cc132ec2c2ca3d26f81b55b86	1	e608935c-34c9-599f-a130-33108bfb5101	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:submissions	edc33f0d-9792-5987-8d8b-36ba9907b4cc	3d4dd6cd-d96b-5ae8-8d46-eab15917f4c8	2026-05-13 14:00:00+00	2026-11-25 20:13:43.676057+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x27a98fd31d7f71946b78fd2df96ae5c015c3a3fa42427adec8b5360b386184c0
1a5ec318-627d-5c31-afc4-bd201772dd57	1	submissions.SubmissionRequested.v1	\\x0128cad85107d6536879a78095ae18bfb83a69624993f87243cd7cd8f25952fb91bd05fd088f875514459949966bfd1c37c146dff7a91b8b335d6565ac4413f8873bac3510cda7349acc3358c47b656d6421949722d86b67c9cbef4d6a3c14b91a0aede07dbbc4ddef039ab1029ed3ed700d5d6d66386805a8ed3e87a30dafd8d22f99a3506fb8efe54eaa184b869b09cf6872952f0b94e5d18a4e6ef12ac014b4c72d6d28b22d19bcd2c313550cd3e980d1a3e2ab8cfd4d6557b90295df74e731dfbed08d3427d202fb5eca9b02e109dfd4f9950e1fb838e609a558e13f5b49dfb5d41c34fa2d7e2b29e6ede65eef2601994e252469677e836fe7a1ec63a3b50fa460c40df31a48b970de6cd217d7fd92d9d0b1267e01d977840757b1b52d65b88278cf4e51cf64	2	8f7607af-6125-5b30-aeb8-947060d4700b	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:submissions	edc33f0d-9792-5987-8d8b-36ba9907b4cc	c22f3905-821f-596f-b5ce-cd6839afafa1	2026-05-13 14:00:00+00	2026-11-25 20:13:43.710507+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xa968698c3136c0c99dc69b31bf848b33afd5ced25853dca1d06853786d52d73e
9d758f9f-f215-5f11-a6b5-8ab091e51315	1	submissions.SubmissionRequested.v1	\\x01a5236e9b17b5601a3bfb1d630182bb39fd28d659f4ca57f4731b6c3fe2336401d8b1c1ff07ce888532ecc071afc3224261466d0655d4e081c87703cec0cf81863a1a007cd309d5c93c56839c71fa6f0f1e6ac51cd874fa7c0cd3fdbf3ef280cf7453a7d914ba83c6cd657f0ca58205a56c0d26faf6da832dc7551b4ec8d2b132b3cb2f0e0aec15d8fff11614749ccde3c45f90149d2c44264ed934cbf2d5ed16f5265e9a765274da7196873dc5f5f499bc0352d64b1fc81d07e91cff46e9ea90e284d08d7ecddf5db4805970b9eb03e380d7e78b6d0f7f5e0c776deff07e5ff21fa69f65fbaf3f04bc6b85f4dc1abdd26df89bf691cde6479a10b4dde0e05bc3c079bd0c6b3b558bc0a3fc7ae881beca1aea24a3288e2f3a82286fd49b35792e5d24bab9f6283808	3	3b5fdcb7-8d1d-504b-bbab-0c027b2e4d5b	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:submissions	edc33f0d-9792-5987-8d8b-36ba9907b4cc	c8c8a4fe-e90f-5fb0-8836-aea5b4e5c157	2026-05-13 14:00:00+00	2026-11-25 20:13:43.740372+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xb27e9f7a57d7c94f61f0043901eb5ef3044bd65cbb4996ba9130a306af186ea6
98df6021-698b-5b1f-aa2e-0638f90ab4fc	1	submissions.SubmissionRequested.v1	\\x011c44a32a244a4eb9fdc4c37c2bdd77fdeedc7dacf3964f7538f79ab4e6bbc9eb754377a0ca6da565efbca7213cd244c473e0290898129dcfa4e21690d0298c9e7b53cd31019e9fc7adda8f2e56f42c82aa4a311933e717ddf7c736befe93471d8c90ebb3bf94b64d5f0544df110f30b2094aaaf252f93cb354fa0d055f4a71c2959b2a5066a1ff6607c226fb163996de1458f0ee7c32f030a1580d513a65265ffc5e69c681bb586b91564fe19f9fc084c96a5d37570b095055147e7f6600b21faad737599657717b4fc3e1f3721766a490551ec6412c40afda1154d2a1305beeca072e006343e78bd98924acff1c56d4386f58ded5544bcf2e8a0f2f65171b636aee9df23597f21cd6ad9f25cc8e17623c0c7e2dd5d8db4f130666e8fecb082744395a1b2ccfb634d9	4	279ff7b0-4b77-53e2-9d08-5176bd932425	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:submissions	edc33f0d-9792-5987-8d8b-36ba9907b4cc	3cd68338-3693-5d37-8731-4265a331df4e	2026-05-13 14:00:00+00	2026-11-25 20:13:43.750499+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x88246490c733d79a569aaa7c1df53922c445cd1d04b6b08af2aed330d7d40c01
1b66479b-6d5c-589a-9c2d-1a79bade27ba	1	submissions.SubmissionRequested.v1	\\x01aea4aa2982156a36ea6f888e3e2a0f90bd34102fe775a6592cb4123f56beacd806ed20e86000a6dd3fbb5b1d7bcbdb80ed8951f23432a73dbf309abe51b46f4b28fceae1a0582d71571e1469dfca9d0b8c0e98ea6d4bb35200b67c9bf5f96deb07ec5bd94f0d01d42a62ea912f14e6ff78698a8edfefac79aa162a4ca7b9122ea1c25e21d15fd6f0f11c9361aa9c18362f55ca83d4f8132d3d12c3baf1c8206278023e52bacd2d3ebbfe2dc1eb60c5546eaaae48de859f0a5550e881418021a3e9757cc308a08ece6b4b889485cc371c603ddec0e8fefc1ee82622abbbef1af6b51c9a326ea179130a003fafe548e7d6a0d5c98c419d6a4eaa6fb78c45a9f51b5caf98627aeb9b1b5e14f15db33dd43148a52c87d91ff6d203526feb13bf389033816d709f9b6a3d3759afc07c7f1c	5	e1b6e634-099e-5222-9439-5c3562f8094c	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:submissions	edc33f0d-9792-5987-8d8b-36ba9907b4cc	b5bff190-5586-59ff-8233-6f65d92837c1	2026-05-13 14:00:00+00	2026-11-25 20:13:43.760191+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x95580248c9e573f2b2e0ff72595dadc397e44c703c7f442c8ca99b71e031ea0a
ab04d189-3695-5a39-b3bd-fd9cdc456525	1	submissions.SubmissionRequested.v1	\\x015091bce7d7c1827ff7acd651f0e474be2b93263f25711fb9f33cc3103f4d8fc10ae927904fcdb5c38f8aa029069e5f2cc996f7808029ec11fb8d3a1ff05452b358327306f2eb9e7722d5bd0dcc972cb08664375ba3a41c7d316a64ceb2afa602db63c4ebe4ee97c21e1dda1c665c6fb0b43fff0e4a9ca4e53570a181c34624b8cbec77eb6d1f4cd6960c0c6d5777f8dabdf5bd9b6a796191d57b640782c8e88dfcbd72d36d26688cac21991db76ab49c2ed87913c927df964b2b47bd9ec07dea513a197e22f0e14f3923baaa82131bc578841a4ae40214af49a3240ffa8c6b73f298ede748b30df03c8a881404c958678cbc6c0f848cc41febc2e98cb286beb69e58378e283e865b6cda3e3533d9e9b6ba5904f3e85a5103b707046a2c1bf2c026	6	18464ad3-5950-51d2-9e05-5173a268d74a	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:submissions	ce12cec3-bbe5-5f4c-8a54-73f1d9eca8af	4592e1c1-d150-53c7-a736-7ea9c33f796f	2026-05-15 10:00:00+00	2026-11-25 20:13:43.878148+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xf6bc6c6a0fe26a884fb75248bfd5aa89c6c306dfc29a5d0e6a637e36e26c528d
98df6021-698b-5b1f-aa2e-0638f90ab4fc	2	submissions.SubmissionReturned.v1	\\x012933179dc36dce60962881e9c68a4271f2710609afd92db13a56b16271963fce1ca297bdedfc76d5e33319d3b7d81aa21c283e1a830703857612b4a0d9483341150bc9a2fabe8dad6e4643c7bc5f5d18a3d047cad10ce260ac130d2d4df050eba751d8ea5333ad1085c288479e67de81c2f8eaad170a294f469f18f47e69f0fb7ed3aac1b006e24d91d83651daa0b73168d60094d9da880cfa6b9ad75babda78372c110ddc1a076ad3feef6791db0349e4e7cf1cd4c36be1e4c797c0057737a7b9cb2934aff35beae6ee8cdee15ab7f6d19bc51dedc2d38fc29f7f78ffbe3b77a1cc394087dad9b683e4ad4a9df022071d6fe4df93b389054dc551e80cbff9baa57b1fea5a857332155722c5fc4b60d0a3a39b8a06eb5090d4cd19cefe8ab32aff6a2c6eb6e5fecb4a79f9e40dc6c0b290a3ded4c64e54b1b06f69ebbe2f632b7e01914ab30cc064eadf24b071bf9768d4818c813ee528f95cbe0669d36b314eed6b2415f06400e4d2c99e3dad443b930ab67370a878ddeb0d0b74591fdf6e4707daee1597538f7986a5312d8544e711a1f7f3606abba320a40c0bbe2db158a0f6e984b68d4e39a529cdb657534176867cf7754af6b9c03de1025915777b0fd60b6aece9b560543098f27fa9d5c4a831fdfdee6da844d02173e600908591feac2972c633f6ce7048403b4bfa7da326ab2ce6c07752e5e54a228123e7d77a3c7e44327b922226ef4420b415e224d5f922cfacee48043fc22f26ed0fc252c3706036b39e6fde9888fac177b9e78ba1a3f686d6370ddfed92b5a13a2398af5bca1b3cd09be8c93e5d9a80db16afcc5dfd20d28a51a9eb397de29c6201425c0645b2357db2dd8e3027b474b42152290061fb33b0a8d6b86619dc52fcbacbbbdf14773eb094e8e913cd51966aadc2716b132e60d3f0cb11f0e271f43a70878c2a3d51340e6915ae9ed363fb726d7ad5df1fa471b5297692cd3e74704dd3da5b0e33ca2da8b4cfa248f2bfbf8be57deb3cc8d1ebb0b12fc8da56715f0426b5ce89038a07b294a1348fab929816cf4d64984f9145e89c55b846177d789d5b62ad82b42a545a4cc87ae6793fbd0c0770f292c8b9693932845ebad84521578f31f4681a8964d9817ee7a53767b456b050f9cc71a130e2142daf25c8a8c5f59d61063737195a7cefbb291773bfe68e42ececb852fcc3097ef3ef78cc253cb767be51ad0fdd7853fc710457fa3d0c1c6b62315ab07ea6847b0e4a175c4e60fc1687742a2f32ec3a60ac26160b402491e911732ca74115d995aaa1083855dcf5766c85dec5ee3fb4d0dede85f1416ade76bb15bd2da29bc6ff39e4ab197bf1dee0f209eb2c2ac36ce974d3b20504e881f9ef0534d43f5dda832c5caf7956280b65d10536eaa1391bfd9e92e9ed370b972fd17c16b94059a83b37a8e575bbe198c48e04098580a6def1616200e7afee78096cc3ac9359fd01dfc7e52baa6613d093b854185ed1343335f520cd8ae08887a1e033a44365360f14a70a0c71b554ddbd7a5a645a1a79b2199b3cdb5aa51777cc709f5571467cb25577851cd19449b40f6908c1269f52ba0fcf140eec2754047b04e5d52fa1f88d02950c0e06546df1b5d73f0e32e90a9c7b4cd2658cf9007560328ca9938b375e50b92606ec0d1045ac205c728093cb2ca9d1cfb8f239345049a9bde542571b13713d340ede3227050bdb399d30f021c0b63e1c0a04f270fb254f1e17e52706a902955fa51e58a5d6a1b304aef30f6b763a55088ef1e1fad86ed9d66bda999231352d1e5fa741820a54b1e8614bff3a436fb30a52cc45ed18913299a1d4e519dc93126919470955ec6bc79c6fb49534aa3bf20bd2a9a483782a2f6dcf511b4f92ffd069c9bac927571baccb75d71ab0e7bc9c12988e0a03af2aecc70fb033839c17f26ba4dc2225a670390b891b4945faeff597b2094e59ea129c1ac1e1d75ebaa3b462de5bcf122ff78b3ba5cdfe60766caeb61cfd89cf09b7c9cfd4a81eaf98af1a0b6426e70615dbb7ce23117f6a2a34e92a013154acd7b5baafff997e98d1ba90bcf4581f1209bf71c543c8010a2b7abac1ea2e2865d44da5b3f96b4771163a78883aa6e490fb09c7729bbb0917a571d0de542aef73ecda67fd503117960ab6365c0b64590246882548d55c8da4939c74da1df8085c5bd5b7cf6698939b4f3c69ff5e816ad623c6215addb21216550b5c08fb3a67967021071d6e660b36e56926178a26078c08ae18a1353a8e9035ffd994cb946f717c01fca3103123f69b376568c27637bf20b35c593ddfe1f343215f09d5a9184f1248362fbb67a96b73885b477db7033d18dcd57aa81336da87d9fede686f64155d38268944d6c7051f0808ee5471169a1bd15bbedf82dfa615732a09de5cd89726f6d5193c086fe8bc24874e915d53c08ad302c1a44db2c4f02aed803e692bcc79d1460868da988f4db2c06cf0abd1db2895dadf9fce59458ca33109d24d22da6f543f7b09367fc147c01598d07b31a8a6198e6bde01d363cf32ab844162d2023d04e8713f7a21e5b9686e88d3b7	7	ae3bd48d-5054-5cbb-a913-c806b41c802e	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	agency_author:dev-agency	c86d5ebd-e651-53b9-89ea-341e7f87fe80	36c329cb-1b4d-5f3d-9de5-5cca5ddbdc62	2026-05-20 09:15:00+00	2026-11-25 20:13:44.059771+00	\\x88246490c733d79a569aaa7c1df53922c445cd1d04b6b08af2aed330d7d40c01	\\x46495538b04c37b69a43fb6ccf16a9897b5c9878ff802855d56c2643707e5376
1b66479b-6d5c-589a-9c2d-1a79bade27ba	2	submissions.SubmissionReturned.v1	\\x01e2569642a805fdf109dce8890913b7500bde3e06c459963533c02ce5439ef46c21804280abbb494c20af5defcd149398c2706db71e863ccc5dc0e926ea61825ce5a1ad4b0235bfb58edf7e6bae2bce9c7feb29efa9acfc7ae3b9162dd6b345ebdaa3d2e261a20b623f518ff29bfdd9dcc1e1353eea5ff0051004987d0104720b2a352833fa4d6f913c970a90a28fddb665b7372476a90ffb49ab594f02e1ba80bb7cd17e5e986c07207f35cd8b52b394da74ef777b82ec83340e46c46bfb3319335db171f20ae459c3e52fd845673c44e3facb53b218e48f985de70aa547f48a72c3319eba6a68d58e5478f155ee1ecca9e1425142fc2fd41cb67ce08a6d3e6573efa4a0fb8aa78de722e3373a5994807f16f733716d567b60403e9aa106250e32b0bcb8127456c23af2a20ea9cd4939f2313a9b5b8b6e6084660cc59605616a37cfd3c2e9e9dca510a35bf8ba087ac7afd9fdcf26172a5e7a20b840ca4f8b1f4b4c6d8ed0731da7d4d25d248dafea095c4b9405114d064279c9c599866f5f492f1e8bb4e21390dbad59a8dbedf06d4321308915c3dcfea3d5cf899b77705ab0d3a08f21175466f5c470238a4946fa904010171dccc650ce2a22dfd0a039f39e3e0308736cee121a6f6aeddf22044eb50303bcfe475322237bf87a7b9e75d12343fc2fb5da5d8a277edce9705a47b3b1dd3225289ecd5c63d920409d991406fb45142fd88cdb5862f0d7ada8e28639497e81f6a3642470da0499994b6816af278c1cb4d9f28d0d0c43aadd2744369363c31929f0b7d75076c8fed3a54097710a952f5a2ec1e7dd984de92d8fbe8d3d69e3ed5b22684847c9119eea474a73f51f71a8e96f5a2dc4ae85e2ecd52493b01a15925b35bd731f11afb5ce9c0db9e5a124af1af92c1309e35577ba1fbef0f7ed664bd66fe1cfc077a10130f9a12c896d3e3da4d308d874b76ffc06dd909cf56cc98c2b8d44bfde67a0b863f37edbad8f0b1c8f72a76418a3ee3a9c988243585d96212e8cb50cec61f4cb7c394b300a02af926768b7f2cccb9aa25a25efabc9e8eccc9ea31720d619d162ed422b4357a6eaa896cc9526a6e96fcad7ae72567d8443c922e59abb3e411b6bdccbe3ff4f8d0ce6f4fe3b31a082c233890f5b332b30e15a13e3e798b0acb9841ed32b8dcbfc3e10a1c0d8152207e933b393616ba5b7c738465284c650a11beeea94e352efc0e81752141f3bac183dcf72ea0ebb90d466270edccf5ba5f6553d9ec37adee01cc971250d747b01e1e50935c7eae4054c1a3a75f5352dfebfd4aede9a9324314fffd58fed69780fc1d84e1dd7fd68e1c409d2e842b94427a899ac7cbf906d6c8e538752641deebf679b54b79e264a77855866574f20bbfd1e491c499948217d33316bc57ee94e5081d0fab63c25efdd8d1ea7178c4b38363e5cfe0584eb00a80d2af3f89afa788c106faaaf44d7818bb48cbc195f52700b2067f2e60de35d9cbe236802369151c3dd0c8c5075b47cad6fd1518df449537ce90e92695c0c8a83a6c21fe76d050ef0a156aff66cd16f0e02168218a84df6f7fecbb8c4b8f27a34a9bea2b95f9787bf3e732a43995fd350b2ca0fa156858f34d947e794df9974bf538087b9e16edf06a268fdce09ef82d46fbbe2c97cabfd8bb394163ccf7d2979d7d8cbcb24b7ea6fe438bc1eb8ce1907a48539c34b7bb8e74a79ccffbb90	8	cca9dc95-2029-5457-968c-565929143a6e	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	agency_author:dev-agency	3e06a69c-22c7-5c5e-8201-bb4157086acd	5b46730b-0c61-5228-8abf-272b97cc44eb	2026-05-21 12:40:00+00	2026-11-25 20:13:44.103779+00	\\x95580248c9e573f2b2e0ff72595dadc397e44c703c7f442c8ca99b71e031ea0a	\\xe390cab07a0865dc126d26ebf1ca8bb470707ce156b845d2cda7c6f022b3cba0
ab04d189-3695-5a39-b3bd-fd9cdc456525	2	submissions.SubmissionReturned.v1	\\x016221552d12f680afe0dc40b62fbc92e2336dad0c1a6e82a8f2bac18e69da9dcc94f866e0b1e7dbb4e1c97f13c0661fd7c8a684bbc89ad19daad87001afbf117b3525a7341189941bb6c0f28b1641f6c767d7dba0a655068dcc19ac45d5a7fd4119dbfbf7133737b8807c802ffdf6055164a1c5251aba2cd147eaba915c3900ac7b472ea1e879eef23fba95af525b93df8985362c9f009dcd1e7bf53196ac60f107abb3e84179d07f6c6af0540ec87b02a993183227f104bf5d2b7458b0a4ee5214b8340d851c6167e2884a300e66938b59a90d5a9ea22456b7855ca6faa44e8c1bcd3dcd49057aee60bab23f7167c45743e19bc7e5ad056d7913044492d78595bac3fa50455a9e6195e3649568eca17cdb155cc971cc6e1d9cc15ad61f6f431527a37f8250f582b287c9b2fb8027cb25f24969181f936e1b34e702cad48b9f8c57ddb78f0719a3448c652e167acb6b7ba80667258402be3dcef44b59b77c9c26ca3446acff2f11f59d5d6530c2500dfde84758b5ba5b7cb5efb5541d9de46d06a4c9b93f894184b75d8f1634e1f7710c56d7e45a1cbf06fb5ab362c85ef3a5746c6a23059741f7c9abe99611f4091c979bdaf9c20c21a219171660e2ab00869092d2ad79d7e14360d1c62465fe2646bfdfe02dfd1826c0f792f93d8f829cfea1d096c2295702296da0fbef7f2c16419c372de6e34a61eb683c600af1fd19484ccefcd80131ece12e30ff739db1fcf28611e966a81d47073a38796cebce19ef78639ccf4fb1c15856e14214765b3d1c9145f7934936935264cd1b5bf3bee4124cc2c171411bd6e2d73f2a576cb8aee1eb132336b8a62b9f5b0b3831ce0d908c1d1cdcbb1e765b041e8d04df8963311c426de5b47a0e6ff9cdcc2ea7c1fdfda38ba26c976364f399f78fbfc82cb02aa56fed8ae402d0637602f9fd365dbb267b41a46cd6a996d30a1775bd12c085bb91d740bd6746d879eac966a402c0063a968fe3d98ee410fc8c10c194c9d7e41794822194fbff85d4224470571d928a2406c081acc20beb75ad3c1861d9f6e48ec96b4ca28bd492fa7d82eaaf8f75c821fde9a1921e20d57434a344059b7211ef8005d7a264493e38c0c49adfb163ca42877a1f9d1cc77de27117a02ecf364e735aad6b1e1618d72556b6ba6468d5af52	9	a43e4a8a-0067-5ac2-b9cc-9fd7d2324ada	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	agency_author:dev-agency	aeba1b8c-2b1c-5dd1-9753-1d23d226ae34	3023ff7f-29d7-5c2f-bfb1-6a5f2c96109d	2026-05-21 14:20:00+00	2026-11-25 20:13:44.14339+00	\\xf6bc6c6a0fe26a884fb75248bfd5aa89c6c306dfc29a5d0e6a637e36e26c528d	\\x06b133eb24f28796c579400405da8a6b77c45141d2b53bf11bf2d3fe0e6b4077
1a5ec318-627d-5c31-afc4-bd201772dd57	2	submissions.SubmissionReturned.v1	\\x01a42d92df86fe30a6d734f5a45120098f8ffb001cc8dc45501241891834f690d1db91b8f0fdcc8f4f718a532a5f7c85b933aff7fc88dff0b020715a095049e602d5471c8ef035f6a33cbee5b71e22bc17d375a2d6c6ca0eaf0b194b28cd49eefc3d95dd14afffd2b55151c31b9690d971fdda038fbeff756e82ffd3081530bfdba7f3570b0409ff2777fa4e5e6403013ae6a1561835d23d9864a21649e6f19a7f49736c219dc84e6f61efbb86dcfada2e085bdc3656b2db870e5b5f267b2ce51dd148f5648558dd1943ffb328bc5ce9afdac94a2240c9172201874ba2680ae5e827e3bed796b62c722640246210f60c9fb7caf2e984330f1c0154cc4f800cdc28c59749ab49b3f81f921fa690d8d54f49c4720732c4935032a4042fa24424062700d741b98c96d7cef441021d8669ad1f1a8437a7f123b36514b83cb8a0811746fda1e43beed74fdd9b1629197c1cf9c93d2e7f28148acd822b32bd694cb5e9cce652bb7c77d38a5f7c1a2a879e8ae21c7182bc1bd53bc079b492959c9c9ece47d4166d929e9d12b16c11cc3841e11ff924d33949a991e8edf63449b132215af4ed1496765e859f5c366abdb9b06abea6477895288196c4479f036bfe95018e897c70c9c5ac55aac350b9073abfac6d55ece117686eac9e49e9a74d14aff610e5970693650d5010dcb30d7e08167c6f4d70a1a35d3678e1d42142e284fc99b323719756ed6b69fb9e16187b315f2bd136268f74b0a3d985cfa731b32315d2df91e4e60075a60ceb8a71da8f538dce914dc18b6dba7589660f17ee800f936cccd15f67c3a78e5cf0f87a2c83fe8fca88be6224e7a6d978a77e15683a16de7b89657f0f304522c077a74bb7033d9c0cc8ed484dfabaf261f7474b606c94917282b556127168ae184122394b19687e96a4cc64bb680d09b2a8551fccfc0b707fa93279b59019fdc28bf82f457a15f07b48a283d9c41be107537fe75dd65eb387e70c46ca563c5eb8ae024e3342e562fca4724bf3ab85010e49d8ede1cbaeaa8c3929aaf4c01a276b359311388226cae45f40a77e8f4449a6fee59eea71f6c4f2015d0ba6f0a1969637fce177b5a278ae8cc208b982e5fed67846fa13149a5cd0b1f19f1a5a1d4bcafd08f08ec3ebb05b1dc47a6910c0438b5ac92c405bdadf35b7ad7ca3cacbedd4eb139813a40458efb0333579ab962205c939321bc8b7aea45ea1e3c0fbd32d022db01779284a2e51478253007043a0317b6a1edb06d1d3bca79e245588c2a14fe144521b50fbfd5aa4e365f62e960a6bffd391d950603b638c72f7b160a3d111cccdf0645e63b4ff061edae8f4790f2bdaa15cc83f8d5f83b604c5cefcbf1029f80b37d216b37d327bcf007700879738f9bbec8a386f3613a7b9d24585635e050e32d4f700b4d3928b0e8286242142b2fbc269d1fb132b74d9236b42945a664d2c3ba39e82687c9750bfe62dfad30d5cb4ee9fe2b03ee995647f0be71eac9433d3f9a43bb9944022a7ba89df96ec01f64dfc358b7b1f3885bbe9c9eb23b1004d062df5276fea48543bf6d94a958ecd8e8163a11f41dcc4fc86c312aba1c5cda898e3fafc016e87252d6c9c7081a3ed9a8492748feeb9dcdffe77d660ee57778fcf7d6e2fe22690585c32ee78ee3cc78fdef34b626958e0b762d1f27ed82bb60bda94968371a2b44c603929f23bf21c2a97798a563af01cf2b54c752ab10cb78bd4e0374d48b0597905de7986de716efc9323ca92c08c8aa607eab3bbb7e862684a85b48a434ca7c13bd7154e6a0fd3	10	04c15f70-54b3-5966-8ab6-25abeb24b9a5	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	agency_author:ply-agency	7f16a7eb-9eb0-5324-9e3e-6e89ed21939f	1f606ed0-bec7-52a8-ae7c-1f1925b5598e	2026-05-22 09:00:00+00	2026-11-25 20:13:44.185874+00	\\xa968698c3136c0c99dc69b31bf848b33afd5ced25853dca1d06853786d52d73e	\\x5b849173d57d1d4bd9edd3e6039769d9240c87f89b25d729d4ae940c7a7eab9d
59f41ab9-c78b-5dd3-8e74-c76d027f1044	2	submissions.SubmissionReturned.v1	\\x0192f632797859a88004ddda77a147932432de2c2ca105c7c8626ce106651737c1842c269d62e7ca5af26368c49b02d51dab36b3e69c6b660c594fc6cbc711e61d4d6cd7d1d51731a4b6800e4a8f716303687e91678827a7cea7e513d06c2aeb8a59ca1c99dadacd2e8569dfdf81c58953e81aebf17cc6d3c20f9ace0cbc36f8b14b4baf11ccfa1ccdf79f6aaaf35edcc034f4625286578bc58f0c8fa19a638b0837b17cf2a81aa7ab682f0c7f0cf552746835b790a8bb107c5bf1beaba0766fc99cf837fe87fde3b47b7b6e121d127891107be90569f9d92c2083742f17e8806fb8b69f2acaa4ae233a175c830a8f755a2926151603103b077ed20233685137aa9749ecd23e239b5fee4a1af4ed287a407a6c1dd9f93a2e30ce9cc55c615900cfb34b1c6df392d9b6ef50c02ee1d7571517a13439d6f02c2030bde01598e1ac46c518077b287dd779df52e24ce6d94a678662bac3f766bd8c37064340f59d1b240fb9fc1f239718ad22ec5b3420264831d555ad672efe813e35c965409d00916c9104121aa716e257efe9bf6c8b6b74f0a3aed4919bbf4d78ef118f7569eb5d56d4e2fbee4bd42476b6f298960f69c537b793648abfc78e9e20ea37f358ed9b8bd610aca6e8a8fc3200aa36e23a0ee658ea2caf397d78057e38b8e1ed78b1b0ac5e4a16c3475818b21e12231b8748c804327d9ae8236b66edb1163cc9dceb7a67a2e53c36a7bcbf61603d53b4bd153d3ec32d8af637dbd9f7dfe2deb6b41f640aa20b4ce27f73c62cbd6aef05eecc7380fbaeed99e53d9bc6c62088b0172eb6c5c8537ca6f96a1da08e5d19503836fb398c104afe0b4b99577da78660b9e1bbd1eff45b9ba470e8a4a4cf34f00cd351c247dd980ecc8235b5152fd2e700584e7fbd529e9487d40fb3cb59b0670258a8c11e74c7767a3fcb8ec82fcab82109dd5f31fa6d1bea0b00a92b94dab0d1326449e4ae51c82e5de8a2a7a613ff43dcfd0af2ccb1a3a8a1d27bae3a03fc972aee4c16cb7f766dd20f96feeffe351d785387aff680b70029ac87178ebe619c57af5c1eafe51256de57cddc74d727f32c6453d0462c1a99525a1729c5c53f8dc995253d283f2e2c800af58930925822667b8d710e9db1ed6b3cc53f4a01ffbba976eaf8972798f9594b1f7c882e68bbc55aae83eb4466495ceb7a9a6ad27d19d0ceca3fa1603d6ed5d7976d9a607c88df4113c31ba1bbb822d473eb8c1a7a86bd978456ff9676a83c9cc310e62ea3ab4c6847543b06c1f71759ae7c2426206836a49d64b30c10bd54bb40430bc80ae3aa724d1a48d0a0c6b21eb07ab832caaf9738d616648f4ed6974552c6e2ffbcc91d9fa487b787f0f2e5efb575c38b37c6346bb729b5ec1f9eb6b0772ffbbb4ff6185bc08148fe1468c6ea0dfdc32ed961e948e0a8c664ef950f4ef98d2885f37f6b4d29ee1ac664120fc6b72dbbb71a1e6779d9526043f4a661be011b5ce1ae61bcd209f66ce47d40a35e8939938a73569b7f153132613edbc08b985a686e59cc4ec1f3eff586842dc01b03eaaf0ea3e8ea0bca6fb75e47dc38bcbac5b19b9d47457d3d73c6b1efb57fc4748130237d86a85358f7a69e8567140a495c8e4d6b301456d57d42b6d1dea91774c13e84141e6754150ef57728ec58a7adfeb73540abf39acbeff2d30829b83381491b1db22700e59bd4	11	95f3a904-e618-594b-8401-2cfcfba1133e	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	agency_author:ply-agency	cc085de7-d431-54b5-a6d3-30ecbc96e88b	7662bac9-c82a-585a-8a5a-deab7cf07a48	2026-05-22 10:30:00+00	2026-11-25 20:13:44.224362+00	\\x27a98fd31d7f71946b78fd2df96ae5c015c3a3fa42427adec8b5360b386184c0	\\x8fbd8aae8df169f24bfd3de03b94e58fe2a6590414210163ea412685a49be7ff
ab04d189-3695-5a39-b3bd-fd9cdc456525	3	submissions.SubmissionAccepted.v1	\\x01d1162af55049e53eeef3f596642961a64c8311d99c85324058d3558cf9beb8c5a6edae616b9697e11653c4c4bf82eab26b42774c660710013dd4608e0c2753cb77c7464be0f8995a0208aa23a418eb61bf185e44ffe5cc73ac51b7f009342506fb6a1993d8bfe6	13	4796ac66-7fbb-5ed3-a39e-e8518a56be91	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	b78f3308-4cbc-549d-8706-e83399d940dd	bcfb99a0-c700-5aec-b953-aa4ebe217b3d	2026-05-27 08:00:00+00	2026-11-25 20:13:44.305256+00	\\x06b133eb24f28796c579400405da8a6b77c45141d2b53bf11bf2d3fe0e6b4077	\\x57979bbb2671053106d6cefc90b2cd882cc70d88fa931ae08829ad4aec694ff1
1b66479b-6d5c-589a-9c2d-1a79bade27ba	3	submissions.SubmissionAccepted.v1	\\x0116fd76ab0a88a037e7c05d89b8765234df98e46c1bdd2a7c39116c1df750d965d23fc8e773f53b054dc900724a2eaf298be2b326996fe4ef0f93d24f62ef2425bb19f54baad89b3522e51731b8fb88c7536b227a32233876337cccbb63437787b649e3a1771f19ef7d55f585681b437113a5b53280	15	bcffa37f-2440-5b29-bb45-692f4139ce9a	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	cb10357a-38e7-5448-85e5-d7f5c6f8282a	b64e66bb-d4c1-5b7a-aa6e-6fc17d581233	2026-05-27 08:10:00+00	2026-11-25 20:13:44.387849+00	\\xe390cab07a0865dc126d26ebf1ca8bb470707ce156b845d2cda7c6f022b3cba0	\\xf23ff00d8321fca72f5e5e085c6b79c820bc57022fc94ded53fdccaf496d9ed3
59f41ab9-c78b-5dd3-8e74-c76d027f1044	3	submissions.SubmissionAccepted.v1	\\x0113030e258f92b886744350151fef8310762bd59229dd02e900855e820fc5a34d2799c25e494a6cd78fbd18125386e49cbcb100f84ffb46f1f08a26fe47692bf57dcac9afbcac4ba87ddd456c4e33753fa3f6fbb6747776d0be68bbd637d3c4f2118b7e3bd8378b93228d5b	17	a6550c95-7514-56a2-ba66-4dd7c28ab088	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	cdcf4ca6-7f72-5355-8da3-d4cd72ca248c	d1d2df31-9eae-53a3-81ff-9d01fa39c1c2	2026-05-27 08:20:00+00	2026-11-25 20:13:44.479652+00	\\x8fbd8aae8df169f24bfd3de03b94e58fe2a6590414210163ea412685a49be7ff	\\x933e9ad9b6105b79662f2bccc5eeed4d7b49f6af8a5c0a050b97b5c594a59a55
9d758f9f-f215-5f11-a6b5-8ab091e51315	2	submissions.SubmissionReturned.v1	\\x01cb26a315de3e642afdfd73c9bb175cef9005a5cf8612756920e2b1e584704f743a6dc2ca5160742f72a200b02d9deb1140904f22541ae1b29f6208fd873d21a57f96ac4d0f5e32db56b80ee8b5805e634e20128ccddbd1462dc87be69f11907cab3641ddd44e5e319f05bb8577de2789ef7f939210b5943d49c3f30d3c13f0b61772bedbf4b959ff2283adebf624d552ce0de812f5790d118b5f5eb940b0a3144a2a165af81b980d2818bbf60a3c3f417e42e52d40a730bd364d56faad712d013751063eccc0509fbd620b5cc8d8c63b61ebf242ce99762859c15c587024a253cd35e2f26d913d94710c28f60d54f6a0030d6bce99f4b91d5230a0b9dbf010f3f008d4bd7f9b441503820dab40a275c99f250127e8b3062c897610bac0d9693b7542edee4d655f59be310d0c0413a8a22f31bb4cd5db13f91047cb9f77094d039be9f68c90b7f6af8700e697c50351ada72e101dcaafd22afb7d308cc13ba8cd664f7bb0b44ec9bfbc363ecae126ad687c38784598b4298dafb36682c554a7db6d6f20dce9060064e09fc4535157f71550fa9584cc638a6e5a7e2127033b5ed4122810c25aca65f166db6b68bba3478b0071b7dcee3acb2f45420dce12687915dada0f179279a86344bbf65872b66044983c85a1d13eb1e0d626c89dbffb4452ae36b8f0afb298d7f49f884431cb50d59ebc4790bf185e79a41c121aaa10997fd00a1317b8068dcd74ecf8168d1fe2f9ad2b0d6ebd20510b9601b5b5ffb6671fde33629701e74ae5ad12e253ead5682277987657b45e5cf670cb78e15d8bd7925ba00821f384aceffd35d670a1e6a5abbb52b127c152d338a4567a39158ea25f43122d230024ed71c1f58c711e87612161f995d0f82132ad55692d64988ddc548103e18586319e671a7236c0a2e1d501e994a269905113d75400d71847a6b80a312c30ba046902205ba8941344da383d70dd29e641b57050fa186644af183ff01df9610523b88394b375b9610fb5a240f3db99d94361c7b9583083ad4f7f18fba7e9b2e8975a5056e84f0efb116a396c883c2727e1049d946d0eb173e28c168e96466808ed823a742a3a82047cf8bd5cfe06adb4034f0234111bbeeabfb0d50714cf2cdea1602da6f4e082ddcd24ffd0a7b04ad585e915ca311df601329b9f65290489f53379f1e0ff3c9ba8bb29b24427cef8ee6560f015c346c81eabc9efc67e5471a7b3963edc602261d7963c3e	12	42a9358d-956f-5c60-ad70-0c9a82ee4d46	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	agency_author:police-author	fa3f9f50-8a1e-5678-b0c0-3cdaee78d161	8e0d6b08-88c7-54b6-846d-2aee8bf10d02	2026-05-26 08:00:00+00	2026-11-25 20:13:44.261513+00	\\xb27e9f7a57d7c94f61f0043901eb5ef3044bd65cbb4996ba9130a306af186ea6	\\x902b13392a390793b03ebcbbaea2218e95b7ddcf6730d372cd232b792d539f14
98df6021-698b-5b1f-aa2e-0638f90ab4fc	3	submissions.SubmissionAccepted.v1	\\x01752c4935c23e4024a62647aed0ef6147dec276db68e3ed58e3cec8c852c5ef3ed5b146a3532bd8f5f0d1a929db62a70cde860cb097c776ebaee8d3f624cc434dd2ba26913ae85b0878619c1c02eecb7c038dd54d7df87e82df67578572f8d80296b8b67d26f2cb5b91898498d902ce	14	8bee01d4-e4f9-5280-86bb-ae395f49a05f	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	3236f476-6d18-51fb-9816-8e1a7eada1a3	b461e4eb-3a39-5000-aabb-87b1f1b0786b	2026-05-27 08:05:00+00	2026-11-25 20:13:44.341146+00	\\x46495538b04c37b69a43fb6ccf16a9897b5c9878ff802855d56c2643707e5376	\\x9b76f109a547c4b8b06cb3896faccfa16710f18a6564b6ff75d0bff8fba9259f
1a5ec318-627d-5c31-afc4-bd201772dd57	3	submissions.SubmissionAccepted.v1	\\x0196308476e492dcc1adf039b0e559de4248a985f1ef50f30e1896ed15571f3297f00cb33230b2620f746e808d2f0bd4787424e9e72274efdb452d4709d9cca6c63fbccf238e6d01088b314072e7019490ea9b7315b07b13d28d164a799a73230aaa8ce2c0f12c06ca996fe8ac4419cdf1490c	16	180150bd-0ce3-52a7-931a-a8cbca32e9e0	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	f9f16d6b-6a62-5eff-8fcd-e35f534ffcbe	8d4c5f32-241f-53a6-92a8-2f3a33613470	2026-05-27 08:15:00+00	2026-11-25 20:13:44.436374+00	\\x5b849173d57d1d4bd9edd3e6039769d9240c87f89b25d729d4ae940c7a7eab9d	\\x6b805bbb8fa74cd5c21ceefa9f0e8cdfd73f2c53ee1ae3b6b58c299334afd00f
9d758f9f-f215-5f11-a6b5-8ab091e51315	3	submissions.SubmissionAccepted.v1	\\x0127812b6abd1d5edfe418384c16fd8d35f268b4b31da16bb332f4c0baac20946b947fcfc5341adacd1d35ca5822ddbca792c63f4243bb461efa0aa9ea1ef1dbe708473222894bf230a9191e4af9c20d7f9a247d2e5d1b8e8b05cf864ee06014f95291482cab57b813ed9984ddeab63ecaf0fd62	18	3bf04f56-71d8-50e1-a3a3-ce7f156fcfe7	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	930352db-cd58-581a-8cef-ab162bcb988c	2e6f0e16-a0b8-5747-b648-751930cd1f51	2026-05-27 08:25:00+00	2026-11-25 20:13:44.520154+00	\\x902b13392a390793b03ebcbbaea2218e95b7ddcf6730d372cd232b792d539f14	\\x916198a9e9eb3916233956fb549d5a96355ce32a54443757c942ecdb143680ee
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
-- Name: outstanding_returns outstanding_returns_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outstanding_returns
    ADD CONSTRAINT outstanding_returns_pkey PRIMARY KEY (stream);


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
-- Name: outstanding_returns_lead_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outstanding_returns_lead_idx ON public.outstanding_returns USING btree (partnership, due_on);


--
-- Name: outstanding_returns_through_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outstanding_returns_through_idx ON public.outstanding_returns USING btree (through, due_on);


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


