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
-- Name: open_actions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.open_actions (
    stream uuid NOT NULL,
    case_id uuid NOT NULL,
    partnership text NOT NULL,
    reference text NOT NULL,
    action_id text NOT NULL,
    version bigint NOT NULL,
    status text NOT NULL,
    owner text NOT NULL,
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
9ea0f29b-eaf5-568b-8418-8af8cff868b9	\\x0173ca2849c40f72ad48536e6659d581e04ed9b8bba86af54e06fd279bfd220bf1bd756bf4b811f2f3bb1b17ed740120477c83d8979946b2d3dcdc607e	2026-11-25 20:13:44.594599+00	\N
\.


--
-- Data for Name: inbox; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.inbox (listener, source, stream, version) FROM stdin;
learning	/rapid-review/referral	386ab254-8b26-5701-bd93-94d7b6cd95f7	6
learning	/rapid-review/review	fa70132a-07a6-53f1-8e96-3ac2511c0514	28
\.


--
-- Data for Name: listener_positions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.listener_positions (listener, source, "position") FROM stdin;
learning	review	30
learning	referral	9
\.


--
-- Data for Name: open_actions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.open_actions (stream, case_id, partnership, reference, action_id, version, status, owner, due_on) FROM stdin;
1dd98178-6157-51b5-8cca-39c513d7f35a	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	PLY-RR-2026-0002	A1	2	evidenced	plymouth-health-visiting	2026-08-18
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
open_actions	5
\.


--
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.schema_migrations (name, sha256, applied_at) FROM stdin;
chassis_0001_event_store	7f154fb19bf74d927562bb15ef79c443ea6a635b7fae7ff4195d010d6144a939	2026-11-25 20:13:41.829749+00
chassis_0002_doors	06eca928f0e38dacc2a9ac5c194cab5bec4c8e81c40046414f64000c3c54aa03	2026-11-25 20:13:41.9187+00
0001_learning	98a07cc33281ad6adc989ab905d75832ea81fe43929407e2fa62983b73de96c8	2026-11-25 20:13:41.999747+00
\.


--
-- Data for Name: stored_events; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.stored_events (originator_id, originator_version, topic, state, notification_id, event_id, case_id, partnership, actor, correlation_id, causation_id, occurred_at, recorded_at, previous_hash, hash) FROM stdin;
cfe36b7e-2871-59d3-a480-462d1180200a	1	learning.RecommendationsNoted.v1	\\x01e1c518cb4463666409ff5b192936a8b740d9b65f7d795ab9218189b658d15250a1e78810f166d3603f900252a5718755c0b10d65801a5e25a87c2f789ce3bb694c0e8d8683d0859de99c998a9e21a41baab0cebef915a31cf0c024b998c61674fbcc6430d50baf2e0876643e9de4e8e9967b114634db5313a28873bbd6352894b7dec208938fcc1ff864805509c1b5418c32897e6eecf9b9d2e0f3dd51822040663821d8dff38a2e104ddca8cdefbc1f1baa7a4db8fc97882615da565fa4bfa779c45d4f21cb61e4354b324bbfcd4273343eb1e3909a552f6d06dab36dac3fec68e6c12ed7946553bbd100c95af4cdb3e85d5b68944c400355f31005706e0a63df363d85c472d47a5860a9be2243a9768d5c655940c1139db4b3bcfada720cfb62d77cdee642a776f614d866f08a873999547af8b05ae1f92753a6ff9d4fc737c2faa355c6c252003d7ccfb9780f1314a7ab28f849c3d2fef124fd27232b40c994a16c087b66a51a1b7fced5102a8de9347507e69303d88cf3bd5be8464317b0034c9fb0c051a30349b4026665986eeaa0263ae6f37a7f0d45dbb95e9faa997fce180c383014729f0b8cdf526e387a2248553c2efd4b0e7e7c6313b1dbfb3a083cc3a07dbfc687d28e1f5256bd	1	2bbe8e2b-0205-5bfc-8f26-89ecfd1f17a8	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:learning	5687f506-ac16-5ee4-8bb9-cb3fd4e10f63	9cf2ac51-104b-5146-9194-1b090b2f5cc9	2026-05-28 11:30:00+00	2026-11-25 20:13:44.611035+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\x2bb1b57b6ceb4a4d79940ba3b5fb35be1674690b5057c1d782cdb28c66ca227d
a04b177b-7c9e-51d3-a935-3726b41e2d1d	1	learning.BriefingDrafted.v1	\\x019e82d50a0e1cf16be01587a84e308c57329a380f285296fa8866dc9d753ed7249bedafb84f08fe0f16a8682db61219ebbef57f00923ecd0b77d7a3c71552fac42b795862fbd148c46af04bee3c3fafc3b846c77037cc0f6208f48f77a5eb44ad50db54806ba93172f009fd6cc42d68698c77db272f1e383c5f58162cbb2b4301563ad920272ac763ab8c53dce407ee82e96b0e167556919c31dda9ccc85c35fa900f673621102261677a1a249f40651bdafdcda60aa4d85771afca7d5a79bc6f5de6bc7a970282dd568b71e3ef9fffd6dbbbdf7f6f0ca76649607846631ad915d09ec5dbc8cdb6b01b81caa8bf4c8db6020ea5971bb49e9ff9df870789152c223dfecb4e3d63d7b50205e7beb1ec5e702b254eddbabdf8bd49b871fc07d1b5	2	c9758c22-fb0e-5a20-a4a9-34ccbade1396	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	service:learning	5d9b1a58-92cd-5a1d-968a-6d4f8efa4252	886f2c5c-7c9b-55b4-bc2b-0b2a19039ec5	2026-06-24 09:00:00+00	2026-11-25 20:13:44.96236+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xe0728a177fbc04aad15145ba1796aa43b0af98cfe63f4d7e52364d0225ac19cd
1dd98178-6157-51b5-8cca-39c513d7f35a	1	learning.ActionAgreed.v1	\\x01a46667bf139a21941d550db6954b556a3dda846129f6372a180e74fa3a4ec765af07752b1f396542013f0a5ea6981f337062dd15ff6273c54a8e58013b38a49d5e356ed0b7bd82a87cdb1de56e42b3cd87010a83c36a558664a726a63635ddc5c0ebd9e9d83f8de491e267fc43dc4afb481c3eff2b29739696359752b7abc8008ead1b11801770a7424ee0cb68f4191a324ca55e7581082fba61e2491d958a9f0dfff6f268aeaf9422e1599f46f74485d6b6da3f5295c4faa0aa29897e713775dc51a1206b122a69048c25df64c0a46176e592818b452228e28426a2d61de072fb9542eba024394470c9ef6aac8fa30925746e1debe6d2f9351b0bf60f46a17b056aa5591db30ab0e0631f989c6b5273578332e6e812bb2f3ba5fa0ea16a3fca617a388e19c41035df96bb6d64cab4310db89b50a933ba367a7a6b54e47cf69b1ba6bea485711c5ab60443c61446d2f73f3b2b7ad9946793e4d7f348c6b586c6fa68ee7c86c061157ce58d22d3fb8d9fa532f94693f33015525c21b32bc38978c9401c4664999787c41f46312e	3	cc77b564-2ac0-5ffb-9255-0819ff88960c	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	defd11a2-e472-5860-986e-ffb543730256	33fc9f3b-c1ea-5ce1-8e7d-56665a60791e	2026-06-25 09:30:00+00	2026-11-25 20:13:45.011004+00	\\x0000000000000000000000000000000000000000000000000000000000000000	\\xf546ad96f385c7439eb37525850b3e90e1d5ebfd137502fb1aece4a119f605b0
a04b177b-7c9e-51d3-a935-3726b41e2d1d	2	learning.BriefingPublished.v1	\\x01ce56c2de7df4724aa7f63c4d564a2bfc16f173d15306fff8beae0fb7dfec508bbec778bfc37206d388c3a95d6e05701f1eea2800fbfba216a599ba20828b2cc789ec6d5566795a9cdd2ea3e5c278cd19173f8ba1e540193ddcf0b7e65fc4042d05a028c62e46283ca13a330dec6c54d8e492f3ee87477e12f72cfcb6a9d011c4d84d2043129d5ad700cba3570a674f8c73e5d646e472bf5a015e139a84fb87e5d23d574d93a407b0d51eb42c22f5cc815d44b0f78995fba33c065977d3f3dec00bdfba99a550bac6ac6fe84b045d80c46dff13ccbd387c79b5ce3af8bad4181dca1ee3219169b96309fba5d0aae51721282aa895f0c951aa7f3073e051925fc329880ed22f38012c927019497c41297b788c5e5a881ff364cb8a3ca16d327e66fec583ee4ea4c61ce34f68ed58a0e6f1d9d84d2a0805a0986ba2f8120e8f2c8654eda9c36b1535e126c08abc7b0891d1dfd2fdbed10c1e01528a7a5962da990d2eb9caab74baa3c0a6959b6399f38f0561e500d982d295ac32766d6538f16b3500ef6c52a5b63bf525983d488ecd9d3832b5237331ebf8e53e2d8fedb9470d72ee9cd911fc2eb0ca530e06a1340618e041a43281e66cc84055f845df8ed47116794fec78b2b05cb81d3bf48a6696d0eeaed51e3a198e5a6e0bdcbfde713ecd4c10c4e8792fb08c596f99f1a250d5f9904e3693f3944a12d9ac8c811c051dfcbfb06619d0994a320427ba65e4f0b09742aed68463c2ea1ff089408b88390ee8a74f65d8879611fb236c132c4a2ac3c1c65433c65821a6afbc074ce2638888127a0934ad7b2f142b1da9806d8afd9211043f96062b0b40517abad15ee09bdd19fb48e1a3140ed50ae41fed47669f127a717a2ad858b18e823200107ba251ea637f9d8109575aacab29c5e02d35a7f4763a50c857e4e4ad27ab6028e32bb68084c7238ddb40281f1b813b61e2075dc92fad6354b143f58ddb2af8b690b9de2016fd879d4c538c5514fca45792f2b205f616d07bcedd7a1cf45eed802f1b4cd88fafbfb52f385f699c64de9599ee90ac0814127556e71aed60404e571144a1638fe6a3b1c0530af290078678ed844751f72a734bc3cccc28960e75d60715e654379a39b9b6253d160755bc8ec580e17dd62ce3c3f627652fa4f6cf8e4a4fc19850	4	5b7d2c77-8ef5-5a9a-8f79-66f9925892a2	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	coordinator:ply-coordinator	a5327dbd-9a37-5300-bfee-5034634e92a2	e4a7f64a-2a25-5ae9-87f0-848595eeeffa	2026-07-01 10:00:00+00	2026-11-25 20:13:45.038321+00	\\xe0728a177fbc04aad15145ba1796aa43b0af98cfe63f4d7e52364d0225ac19cd	\\xdd380c79d6bf7ef7f24a588d3d799c666d1d84f9e73fc4d47c621f96d78567d7
1dd98178-6157-51b5-8cca-39c513d7f35a	2	learning.ActionEvidenced.v1	\\x01c22022aeb04ec6553c1c9c7e287b34c31b30c034292d20a038a2e22ad397d48dac6cc73bd076b29c023e7708b2c32ed179e4f08ef1ad83e937629f8ab7376104d1ea2afff4e6b749d1565e593f1e48dcc0b63cf5274385350f99dd9492bec3296e18d25b36761b53de1674f6c53d0cf4899978ed36b43ab53d7a2e359e8eadff8400db6769b93f49d2ed2190375c69474cf6fea52b6dfd11e5fda3384a30452967d161fde1f18e58bccaa77e5a36832dfca3697eb58488ac039b2a895b2e7782b21ae23fb189a9698bbd29f15f8f42e8909c166e	5	0ea2cd91-00db-5c9d-85a1-6ca7545c4f20	9ea0f29b-eaf5-568b-8418-8af8cff868b9	PLY	agency_author:ply-agency	1e174293-f3a0-5a82-86e4-9065c1f55f0b	dfcfa8ea-da63-58ee-8cb0-76a3a61eae69	2026-08-04 13:00:00+00	2026-11-25 20:13:45.132998+00	\\xf546ad96f385c7439eb37525850b3e90e1d5ebfd137502fb1aece4a119f605b0	\\x5ab82b3e993305c049d960f492190be44b283df4f5b11d0f7ebb501d1785a62e
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
-- Name: open_actions open_actions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.open_actions
    ADD CONSTRAINT open_actions_pkey PRIMARY KEY (stream);


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
-- Name: open_actions_due_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX open_actions_due_idx ON public.open_actions USING btree (partnership, due_on);


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


