-- The database keeps what the program promises, against whoever is connected:
-- what only grows is neither changed nor taken away, an entry stands in its
-- place of the chain, the tree is grown here and by nobody else, and whoever is
-- excluded from a matter gets no row of it (FORMAT.md §10). Rights of logins
-- are given by `shenqian admin init-postgres`.

-- What only grows. Whoever owns the tables can take these triggers off; what he
-- then changes, `journal verify` finds.
CREATE FUNCTION shenqian_only_grows() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'table % only grows: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON journal FOR EACH STATEMENT EXECUTE FUNCTION shenqian_only_grows();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON blob FOR EACH STATEMENT EXECUTE FUNCTION shenqian_only_grows();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON file FOR EACH STATEMENT EXECUTE FUNCTION shenqian_only_grows();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON tree FOR EACH STATEMENT EXECUTE FUNCTION shenqian_only_grows();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON log_key FOR EACH STATEMENT EXECUTE FUNCTION shenqian_only_grows();

-- By which login an entry was written, and when by the server's clock. It is no
-- part of the journal: it stays with this server.
CREATE TABLE journal_login (
  seq   BIGINT PRIMARY KEY,
  login TEXT COLLATE "C" NOT NULL,
  at    TIMESTAMPTZ NOT NULL
);
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_login FOR EACH STATEMENT EXECUTE FUNCTION shenqian_only_grows();

-- The chain's shape, as far as it can be seen without the court's key: the hash
-- is over what is sealed here.
CREATE FUNCTION shenqian_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last_seq  BIGINT;
  last_hash BYTEA;
BEGIN
  SELECT seq, hash INTO last_seq, last_hash FROM journal ORDER BY seq DESC LIMIT 1;
  IF NOT FOUND THEN
    last_seq := 0;
    last_hash := decode(repeat('00', 32), 'hex');
  END IF;
  IF NEW.seq <> last_seq + 1 OR NEW.prev <> last_hash OR octet_length(NEW.hash) <> 32 OR octet_length(NEW.signature) = 0 THEN
    RAISE EXCEPTION 'journal entry % does not follow entry %', NEW.seq, last_seq USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER chain BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION shenqian_chain();

-- The tree of RFC 6962 §2.1 over the hashes. A new leaf's hashes follow those of
-- the leaf before (tlog.StoredHashIndex): with leaf n come its own hash and that
-- of every subtree which it completes.
CREATE FUNCTION shenqian_grow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  n     BIGINT := NEW.seq - 1;
  at    BIGINT := 0;               -- where the leaf's own hash goes: n + n/2 + n/4 + …
  left_ BIGINT;
  k     BIGINT := NEW.seq - 1;
  level INT := 0;
  h     BYTEA := sha256('\x00'::bytea || NEW.hash);
  other BYTEA;
BEGIN
  WHILE k > 0 LOOP
    at := at + k;
    k := k / 2;
  END LOOP;
  INSERT INTO tree (number, hash) VALUES (at, h);
  WHILE n % 2 = 1 LOOP
    -- The subtree to the left of the one that was just made: it ended with leaf
    -- (n << level) - 1, whose hashes end with it at this level.
    k := (n << level) - 1;
    left_ := 0;
    WHILE k > 0 LOOP
      left_ := left_ + k;
      k := k / 2;
    END LOOP;
    SELECT hash INTO STRICT other FROM tree WHERE number = left_ + level;
    h := sha256('\x01'::bytea || other || h);
    at := at + 1;
    level := level + 1;
    n := n / 2;
    INSERT INTO tree (number, hash) VALUES (at, h);
  END LOOP;
  INSERT INTO journal_login VALUES (NEW.seq, session_user, clock_timestamp());
  RETURN NULL;
END $$;
CREATE TRIGGER grow AFTER INSERT ON journal FOR EACH ROW EXECUTE FUNCTION shenqian_grow();

-- Who is who, and who is excluded from what (the id of a person in the journal):
-- from the entry that said so.
CREATE TABLE login (
  login  TEXT COLLATE "C" PRIMARY KEY,
  person TEXT COLLATE "C" NOT NULL
);
CREATE TABLE closed (
  subject TEXT COLLATE "C" NOT NULL,
  person  TEXT COLLATE "C" NOT NULL,
  seq     BIGINT NOT NULL,
  PRIMARY KEY (person, subject)
);
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON closed FOR EACH STATEMENT EXECUTE FUNCTION shenqian_only_grows();

-- What is closed to whoever is connected. session_user: whoever takes on
-- another role stays who he is.
CREATE VIEW closed_to_me WITH (security_barrier) AS
  SELECT c.subject FROM closed c JOIN login l ON l.person = c.person WHERE l.login = session_user;
CREATE VIEW closed_seq_to_me WITH (security_barrier) AS
  SELECT j.seq FROM journal j WHERE j.type = 'matter' AND j.subject IN (SELECT subject FROM closed_to_me);
CREATE VIEW closed_file_to_me WITH (security_barrier) AS
  SELECT b.hash FROM blob b WHERE b.seq IN (SELECT seq FROM closed_seq_to_me);
CREATE VIEW closed_matter_to_me WITH (security_barrier) AS
  SELECT m.number FROM matter m WHERE m.id IN (SELECT subject FROM closed_to_me);

-- The chain without what it is about: everybody needs its end to append, and
-- all of it to see that nothing is missing. It keeps no row from anybody, so it
-- is no barrier, behind which the end could not be found by the index.
CREATE VIEW journal_link AS SELECT seq, prev, hash FROM journal;

ALTER TABLE journal ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_login ENABLE ROW LEVEL SECURITY;
ALTER TABLE blob ENABLE ROW LEVEL SECURITY;
ALTER TABLE file ENABLE ROW LEVEL SECURITY;
ALTER TABLE matter ENABLE ROW LEVEL SECURITY;
ALTER TABLE matter_desk ENABLE ROW LEVEL SECURITY;
ALTER TABLE matter_search ENABLE ROW LEVEL SECURITY;
ALTER TABLE closed ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON journal USING (type <> 'matter' OR subject NOT IN (SELECT subject FROM closed_to_me));
CREATE POLICY open ON journal_login USING (seq NOT IN (SELECT seq FROM closed_seq_to_me));
CREATE POLICY open ON blob USING (seq NOT IN (SELECT seq FROM closed_seq_to_me));
CREATE POLICY open ON file USING (hash NOT IN (SELECT hash FROM closed_file_to_me));
CREATE POLICY open ON matter USING (id NOT IN (SELECT subject FROM closed_to_me));
CREATE POLICY open ON matter_desk USING (matter NOT IN (SELECT number FROM closed_matter_to_me));
CREATE POLICY open ON matter_search USING (number NOT IN (SELECT number FROM closed_matter_to_me));
CREATE POLICY open ON closed USING (subject NOT IN (SELECT subject FROM closed_to_me));

-- Excludes a person from a matter, by the entry of the same transaction that
-- says so. Who owns the tables, and carries a court over, names an earlier one.
CREATE FUNCTION shenqian_close(matter_id TEXT, who TEXT, entry BIGINT) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM journal j WHERE j.seq = entry AND j.type = 'matter' AND j.subject = matter_id
    AND (j.xmin = pg_current_xact_id()::xid OR pg_has_role(session_user, current_user, 'MEMBER'))
  ) THEN
    RAISE EXCEPTION 'no entry of this step says that % is closed to anybody', matter_id USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO closed VALUES (matter_id, who, entry) ON CONFLICT DO NOTHING;
END $$;

-- The matters that a full-text query finds. Behind a policy the planner may not
-- use the index of tokens, for its operator is not leakproof; here it may.
CREATE FUNCTION shenqian_found(wanted TSQUERY) RETURNS SETOF BIGINT LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT number FROM matter_search WHERE tokens @@ wanted AND number NOT IN (SELECT number FROM closed_matter_to_me)
$$;

-- Has rows be made again, those too that whoever asks does not see: what they
-- show hangs on what he did. He hears nothing of them.
CREATE FUNCTION shenqian_outdate(wanted TSQUERY, but TEXT, states TEXT[], most BIGINT) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE matter SET made = 0 WHERE number IN (
    SELECT number FROM matter WHERE number IN (SELECT number FROM matter_search WHERE tokens @@ wanted)
    AND id <> but AND state = ANY (states) ORDER BY number DESC LIMIT most)
$$;

-- The leaders of a series (storage/series.go) are found among all its matters.
CREATE FUNCTION shenqian_regroup(wanted TEXT) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE matter_desk SET follows = 0 WHERE follows = 1 AND matter IN (SELECT number FROM matter WHERE series = wanted);
  WITH placed AS (
    SELECT d.matter, d.desk, ROW_NUMBER() OVER (PARTITION BY d.desk ORDER BY d.rank, d.matter) AS place
    FROM matter m JOIN matter_desk d ON d.matter = m.number WHERE m.series = wanted)
  UPDATE matter_desk SET follows = 1 FROM placed
  WHERE placed.place > 1 AND matter_desk.matter = placed.matter AND matter_desk.desk = placed.desk
$$;

-- New functions are everybody's: not these.
REVOKE ALL ON FUNCTION shenqian_only_grows(), shenqian_chain(), shenqian_grow(), shenqian_close(TEXT, TEXT, BIGINT),
  shenqian_found(TSQUERY), shenqian_outdate(TSQUERY, TEXT, TEXT[], BIGINT), shenqian_regroup(TEXT) FROM PUBLIC;
