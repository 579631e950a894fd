-- What the database refuses of entities, whoever writes.

-- From each entity the way through what it was merged into ends at its canonical one, and never comes back.
CREATE FUNCTION entity_leads_to_canonical() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    place entity;
    steps integer := 0;
BEGIN
    SELECT * INTO place FROM entity WHERE id = NEW.id;
    IF place.merged_into IS NOT NULL AND EXISTS (SELECT FROM entity WHERE canonical_id = place.id) THEN
        PERFORM claims_refuse('entity: others still count as one with it, which was merged');
    END IF;
    WHILE place.merged_into IS NOT NULL AND steps < 1000 LOOP
        SELECT * INTO place FROM entity WHERE id = place.merged_into;
        steps := steps + 1;
    END LOOP;
    IF place.merged_into IS NOT NULL
        OR place.id <> (SELECT canonical_id FROM entity WHERE id = NEW.id) THEN
        PERFORM claims_refuse('entity: what it was merged into does not lead to the one that it counts as');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER entity_leads_to_canonical AFTER INSERT OR UPDATE OF merged_into, canonical_id ON entity
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION entity_leads_to_canonical();

-- An entity changes by a version, up, and each version but the first has its event.
CREATE TRIGGER entity_changes_by_version BEFORE UPDATE ON entity FOR EACH ROW
    WHEN (NEW.version < OLD.version OR (NEW.version = OLD.version AND NEW.withdrawn_at IS NULL AND (
        OLD.name, OLD.wikidata_id, OLD.note, OLD.merged_into
    ) IS DISTINCT FROM (NEW.name, NEW.wikidata_id, NEW.note, NEW.merged_into)))
    EXECUTE FUNCTION claims_refuse_change('an entity changes by a new version, and never back');

CREATE FUNCTION entity_has_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM entity_event WHERE entity_id = NEW.id AND version = NEW.version) THEN
        PERFORM claims_refuse('entity: its version has no event');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER entity_change_has_event AFTER UPDATE ON entity DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.version IS DISTINCT FROM NEW.version) EXECUTE FUNCTION entity_has_event();

-- History is only ever added to; of an entity that was withdrawn its words are blanked.
CREATE FUNCTION entity_event_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND (OLD.id, OLD.entity_id, OLD.version, OLD.type, OLD.actor, OLD.at)
            IS NOT DISTINCT FROM (NEW.id, NEW.entity_id, NEW.version, NEW.type, NEW.actor, NEW.at)
        AND EXISTS (SELECT FROM entity WHERE id = NEW.entity_id AND withdrawn_at IS NOT NULL) THEN
        RETURN NEW;
    END IF;
    PERFORM claims_refuse('entity_event: history is only ever added to');
    RETURN NULL;
END $$;
CREATE TRIGGER entity_event_is_kept BEFORE UPDATE OR DELETE ON entity_event FOR EACH ROW
    EXECUTE FUNCTION entity_event_is_kept();
