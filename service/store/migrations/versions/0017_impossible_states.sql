-- What the database refuses, whoever writes: functions and triggers. CHECKs and keys stand beside this file.
-- Triggers "to commit" are deferred, so that the rows of one move may be written in any order.

CREATE FUNCTION claims_refuse(what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = what, ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION claims_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_refuse(format('%s: %s', TG_TABLE_NAME, TG_ARGV[0]));
    RETURN NULL;
END $$;

-- An article's text stays as it was received; withdrawal blanks it.
CREATE FUNCTION article_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND NEW.text = ''
        AND (OLD.id, OLD.text_digest, OLD.published_on, OLD.created_at)
            IS NOT DISTINCT FROM (NEW.id, NEW.text_digest, NEW.published_on, NEW.created_at) THEN
        RETURN NEW;
    END IF;
    PERFORM claims_refuse('article: what was received is never changed, but by a withdrawal');
    RETURN NULL;
END $$;
CREATE TRIGGER article_is_kept BEFORE UPDATE ON article FOR EACH ROW
    WHEN ((OLD.id, OLD.text, OLD.text_digest, OLD.published_on, OLD.created_at, OLD.withdrawn_at)
        IS DISTINCT FROM (NEW.id, NEW.text, NEW.text_digest, NEW.published_on, NEW.created_at, NEW.withdrawn_at))
    EXECUTE FUNCTION article_is_kept();

-- What a statement says and where stays; what was made of it (the columns of the analysis) may be read again.
CREATE FUNCTION statement_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.text = '' AND (OLD.id, OLD.article_id, OLD.published_on, OLD.start_at, OLD.end_at)
            IS NOT DISTINCT FROM (NEW.id, NEW.article_id, NEW.published_on, NEW.start_at, NEW.end_at)
        AND EXISTS (SELECT FROM article WHERE id = NEW.article_id AND withdrawn_at IS NOT NULL) THEN
        RETURN NEW;
    END IF;
    PERFORM claims_refuse('statement: its text and its place are never changed, but by a withdrawal');
    RETURN NULL;
END $$;
CREATE TRIGGER statement_is_kept BEFORE UPDATE ON statement FOR EACH ROW
    WHEN ((OLD.article_id, OLD.published_on, OLD.text, OLD.start_at, OLD.end_at)
        IS DISTINCT FROM (NEW.article_id, NEW.published_on, NEW.text, NEW.start_at, NEW.end_at))
    EXECUTE FUNCTION statement_is_kept();

-- Of the table as a whole: pruning replaces partitions, whose rows it has chosen.
CREATE FUNCTION statement_is_no_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM gone WHERE EXISTS (SELECT FROM evidence WHERE statement_id = gone.id)) THEN
        PERFORM claims_refuse('statement: one that is evidence cannot be deleted');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER statement_is_no_evidence AFTER DELETE ON statement REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION statement_is_no_evidence();

CREATE FUNCTION statement_is_within_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT article_id, max(end_at) AS last FROM added GROUP BY article_id) AS spans
        WHERE spans.last > (SELECT length(text) FROM article WHERE id = spans.article_id)
    ) THEN
        PERFORM claims_refuse('statement: its place is past the end of its article');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER statement_is_within_text AFTER INSERT ON statement REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION statement_is_within_text();

-- Whoever moves a mention counts anew for both claims, which takes a version and an event of each.
CREATE FUNCTION claims_count_mentions(asked uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM claim WHERE id = asked
        AND mentions <> (SELECT count(*) FROM statement WHERE claim_id = asked)
    ) THEN
        PERFORM claims_refuse('statement: a mention was moved without its claims');
    END IF;
END $$;
CREATE FUNCTION mention_moves_with_claims() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_count_mentions(OLD.claim_id);
    PERFORM claims_count_mentions(NEW.claim_id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER mention_moves_with_claims AFTER UPDATE OF claim_id ON statement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.claim_id IS DISTINCT FROM NEW.claim_id)
    EXECUTE FUNCTION mention_moves_with_claims();

-- History is only ever added to, without gaps, each line from where the one before ended.
CREATE FUNCTION event_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND (OLD.id, OLD.claim_id, OLD.type, OLD.actor, OLD.at, OLD.from_status, OLD.to_status, OLD.version)
            IS NOT DISTINCT FROM
            (NEW.id, NEW.claim_id, NEW.type, NEW.actor, NEW.at, NEW.from_status, NEW.to_status, NEW.version)
        AND EXISTS (SELECT FROM claim WHERE id = NEW.claim_id AND dismissal = 'withdrawn') THEN
        RETURN NEW;
    END IF;
    PERFORM claims_refuse('event: history is only ever added to');
    RETURN NULL;
END $$;
CREATE TRIGGER event_is_kept BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION event_is_kept();

CREATE FUNCTION event_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- A subquery for each row, so that the index is used however many rows the planner expects.
    IF EXISTS (
        SELECT FROM added WHERE version > 1 AND from_status IS DISTINCT FROM (
            SELECT before.to_status FROM event AS before
            WHERE before.claim_id = added.claim_id AND before.version = added.version - 1
        )
    ) THEN
        PERFORM claims_refuse('event: it does not follow the one before');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER event_follows AFTER INSERT ON event REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION event_follows();

-- A claim changes by a version, up, and each version has its event.
CREATE TRIGGER claim_changes_by_version BEFORE UPDATE ON claim FOR EACH ROW
    WHEN (NEW.version < OLD.version OR (NEW.version = OLD.version AND (
        OLD.text, OLD.head, OLD.status, OLD.outcome, OLD.dismissal, OLD.polarity, OLD.modality, OLD.conditional,
        OLD.speaker, OLD.outlet, OLD.said_on, OLD.due, OLD.review_on, OLD.tags, OLD.mentions, OLD.proposal_id
    ) IS DISTINCT FROM (
        NEW.text, NEW.head, NEW.status, NEW.outcome, NEW.dismissal, NEW.polarity, NEW.modality, NEW.conditional,
        NEW.speaker, NEW.outlet, NEW.said_on, NEW.due, NEW.review_on, NEW.tags, NEW.mentions, NEW.proposal_id
    )))
    EXECUTE FUNCTION claims_refuse_change('a claim changes by a new version, and never back');

CREATE FUNCTION claim_has_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM event WHERE claim_id = NEW.id AND version = NEW.version AND to_status = NEW.status
    ) THEN
        PERFORM claims_refuse('claim: its version or its status has no event');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_has_event AFTER INSERT ON claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION claim_has_event();
CREATE CONSTRAINT TRIGGER claim_change_has_event AFTER UPDATE ON claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.version IS DISTINCT FROM NEW.version) EXECUTE FUNCTION claim_has_event();

-- A resolved claim has one current resolution, of its outcome, whose days agree; another has none.
CREATE FUNCTION claims_decision_agrees(asked uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(bool_and(
        (claim.status = 'resolved') = (resolution.id IS NOT NULL)
        AND claim.outcome IS NOT DISTINCT FROM resolution.outcome
        AND (resolution.happened_on IS NULL OR resolution.happened_on >= claim.said_on)
        AND (resolution.outcome IS DISTINCT FROM 'fulfilled' OR resolution.happened_on IS NULL
            OR claim.due IS NULL OR resolution.happened_on <= claim.due)
        AND (resolution.outcome IS DISTINCT FROM 'fulfilled_late'
            OR (claim.due IS NOT NULL AND (resolution.happened_on IS NULL OR resolution.happened_on > claim.due)))
    ), true)
    FROM claim LEFT JOIN resolution ON resolution.claim_id = claim.id AND resolution.superseded_at IS NULL
    WHERE claim.id = asked
$$;
CREATE FUNCTION claim_is_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT claims_decision_agrees(NEW.id) THEN
        PERFORM claims_refuse('claim: its resolution is missing, or disagrees with its status, outcome or dates');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_is_decided AFTER INSERT ON claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.status = 'resolved') EXECUTE FUNCTION claim_is_decided();
CREATE CONSTRAINT TRIGGER claim_stays_decided AFTER UPDATE ON claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.status = 'resolved' OR OLD.status = 'resolved') EXECUTE FUNCTION claim_is_decided();
CREATE FUNCTION resolution_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT claims_decision_agrees(CASE TG_OP WHEN 'DELETE' THEN OLD.claim_id ELSE NEW.claim_id END) THEN
        PERFORM claims_refuse('resolution: it disagrees with its claim''s status, outcome or dates');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER resolution_agrees AFTER INSERT OR UPDATE OR DELETE ON resolution
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION resolution_agrees();
CREATE TRIGGER resolution_is_kept BEFORE UPDATE ON resolution FOR EACH ROW
    WHEN (OLD.superseded_at IS NOT NULL OR (
        OLD.id, OLD.claim_id, OLD.outcome, OLD.reason, OLD.happened_on, OLD.evidence, OLD.by, OLD.recorded_at
    ) IS DISTINCT FROM (
        NEW.id, NEW.claim_id, NEW.outcome, NEW.reason, NEW.happened_on, NEW.evidence, NEW.by, NEW.recorded_at
    ))
    EXECUTE FUNCTION claims_refuse_change('a resolution is superseded, never changed');

-- The evidence that is cited is there, and the claim's own.
CREATE FUNCTION cites_own_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(*) FROM evidence WHERE id = ANY (NEW.evidence) AND claim_id = NEW.claim_id)
            <> cardinality(NEW.evidence) THEN
        PERFORM claims_refuse(format('%s: it cites evidence that is not its claim''s', TG_TABLE_NAME));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER resolution_cites_own_evidence AFTER INSERT OR UPDATE OF evidence, claim_id ON resolution
    FOR EACH ROW WHEN (NEW.evidence <> '{}') EXECUTE FUNCTION cites_own_evidence();
CREATE TRIGGER proposal_cites_own_evidence AFTER INSERT OR UPDATE OF evidence, claim_id ON proposal
    FOR EACH ROW WHEN (NEW.evidence <> '{}') EXECUTE FUNCTION cites_own_evidence();
CREATE FUNCTION evidence_is_cited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM proposal WHERE evidence @> ARRAY[OLD.id] AND evidence <> '{}')
        OR EXISTS (SELECT FROM resolution WHERE evidence @> ARRAY[OLD.id] AND evidence <> '{}') THEN
        PERFORM claims_refuse('evidence: a decision or a proposal rests on it');
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER evidence_is_cited BEFORE DELETE ON evidence FOR EACH ROW EXECUTE FUNCTION evidence_is_cited();

-- Statements come after the evidence in one transaction, so this waits for its end.
CREATE FUNCTION evidence_has_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM statement WHERE id = NEW.statement_id AND (kind = 'result' OR NEW."by" <> 'rules')) THEN
        PERFORM claims_refuse('evidence: its statement is not there, or rules found it in an outcome');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER evidence_has_statement AFTER INSERT OR UPDATE OF statement_id, by ON evidence
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.statement_id IS NOT NULL)
    EXECUTE FUNCTION evidence_has_statement();

-- A proposal is never overwritten, its verdict is given once, and one that was accepted is a resolution.
CREATE TRIGGER proposal_is_kept BEFORE UPDATE ON proposal FOR EACH ROW
    WHEN (OLD.verdict IS NOT NULL AND (OLD.verdict, OLD.verdict_by, OLD.verdict_at)
            IS DISTINCT FROM (NEW.verdict, NEW.verdict_by, NEW.verdict_at)
        OR (OLD.id, OLD.claim_id, OLD.outcome, OLD.reason, OLD.happened_on, OLD.score, OLD.evidence, OLD.by,
            OLD.created_at)
        IS DISTINCT FROM (NEW.id, NEW.claim_id, NEW.outcome, NEW.reason, NEW.happened_on, NEW.score, NEW.evidence,
            NEW.by, NEW.created_at))
    EXECUTE FUNCTION claims_refuse_change('a proposal is never overwritten, and its verdict is given once');
CREATE FUNCTION proposal_is_accepted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM resolution WHERE claim_id = NEW.claim_id AND superseded_at IS NULL
        AND recorded_at = NEW.verdict_at AND outcome = NEW.outcome
    ) THEN
        PERFORM claims_refuse('proposal: it was accepted, but its claim is not resolved so');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER proposal_is_accepted AFTER INSERT OR UPDATE OF verdict ON proposal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.verdict = 'accepted') EXECUTE FUNCTION proposal_is_accepted();

-- What a proposed claim points to waits.
CREATE FUNCTION proposal_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM claim JOIN proposal ON proposal.id = claim.proposal_id
        WHERE claim.id = CASE TG_TABLE_NAME WHEN 'claim' THEN NEW.id ELSE (to_jsonb(NEW) ->> 'claim_id')::uuid END
        AND proposal.verdict IS NOT NULL
    ) THEN
        PERFORM claims_refuse('claim: the proposal that it points to does not wait any more');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_proposal_waits AFTER INSERT OR UPDATE ON claim
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status = 'proposed') EXECUTE FUNCTION proposal_waits();
CREATE CONSTRAINT TRIGGER proposal_waits AFTER UPDATE OF verdict ON proposal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.verdict IS NOT NULL) EXECUTE FUNCTION proposal_waits();

-- A look for each of the claims, not for each of their keys, as a foreign key would take.
CREATE FUNCTION watched_key_has_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT claim_id FROM added) AS watched
        WHERE (SELECT id FROM claim WHERE id = watched.claim_id) IS NULL
    ) THEN
        PERFORM claims_refuse('watched_key: it is of no claim');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER watched_key_has_claim AFTER INSERT ON watched_key REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION watched_key_has_claim();
CREATE TRIGGER watched_key_keeps_claim AFTER UPDATE ON watched_key REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION watched_key_has_claim();
