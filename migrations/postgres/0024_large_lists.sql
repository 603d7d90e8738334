-- Lists of a million records cost what lists of a thousand cost: an index for each order, with the id as its last column, and
-- indexes that find a text inside of a text.

-- What stands in another table and is sorted by, kept up by the triggers below.
ALTER TABLE applications ADD COLUMN organization_folded TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE applications ADD COLUMN owner_folded TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN organization_folded TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN customer_folded TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE applications SET
    organization_folded = (SELECT o.name_folded FROM organizations o WHERE o.id = organization_id),
    owner_folded = COALESCE((SELECT u.name_folded || ' ' || u.email FROM users u WHERE u.id = owner_id), '');
UPDATE customers SET organization_folded = (SELECT o.name_folded FROM organizations o WHERE o.id = organization_id);
UPDATE users SET customer_folded = COALESCE((SELECT c.name_folded FROM customers c WHERE c.id = customer_id), '')
WHERE customer_id IS NOT NULL;

-- Rows that are copied bring theirs along, maybe before what they refer to.
CREATE FUNCTION keep_application_order() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    NEW.organization_folded := COALESCE((SELECT o.name_folded FROM organizations o WHERE o.id = NEW.organization_id), '');
    NEW.owner_folded := COALESCE((SELECT u.name_folded || ' ' || u.email FROM users u WHERE u.id = NEW.owner_id), '');
    RETURN NEW;
END $$;
CREATE TRIGGER applications_added BEFORE INSERT ON applications
FOR EACH ROW WHEN (NEW.organization_folded = '') EXECUTE FUNCTION keep_application_order();
CREATE TRIGGER applications_moved BEFORE UPDATE OF organization_id, owner_id ON applications
FOR EACH ROW EXECUTE FUNCTION keep_application_order();

CREATE FUNCTION keep_customer_order() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    NEW.organization_folded := COALESCE((SELECT o.name_folded FROM organizations o WHERE o.id = NEW.organization_id), '');
    RETURN NEW;
END $$;
CREATE TRIGGER customers_added BEFORE INSERT ON customers
FOR EACH ROW WHEN (NEW.organization_folded = '') EXECUTE FUNCTION keep_customer_order();
CREATE TRIGGER customers_moved BEFORE UPDATE OF organization_id ON customers
FOR EACH ROW EXECUTE FUNCTION keep_customer_order();

CREATE FUNCTION keep_user_order() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    NEW.customer_folded := COALESCE((SELECT c.name_folded FROM customers c WHERE c.id = NEW.customer_id), '');
    RETURN NEW;
END $$;
CREATE TRIGGER users_added BEFORE INSERT ON users
FOR EACH ROW WHEN (NEW.customer_folded = '' AND NEW.customer_id IS NOT NULL) EXECUTE FUNCTION keep_user_order();
CREATE TRIGGER users_moved BEFORE UPDATE OF customer_id ON users
FOR EACH ROW EXECUTE FUNCTION keep_user_order();

CREATE FUNCTION organization_renamed() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    UPDATE applications SET organization_folded = NEW.name_folded WHERE organization_id = NEW.id;
    UPDATE customers SET organization_folded = NEW.name_folded WHERE organization_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER organizations_renamed AFTER UPDATE OF name_folded ON organizations
FOR EACH ROW WHEN (NEW.name_folded <> OLD.name_folded) EXECUTE FUNCTION organization_renamed();

CREATE FUNCTION user_renamed() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    UPDATE applications SET owner_folded = NEW.name_folded || ' ' || NEW.email WHERE owner_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER users_renamed AFTER UPDATE OF name_folded, email ON users
FOR EACH ROW WHEN (NEW.name_folded <> OLD.name_folded OR NEW.email <> OLD.email) EXECUTE FUNCTION user_renamed();

CREATE FUNCTION customer_renamed() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    UPDATE users SET customer_folded = NEW.name_folded WHERE customer_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER customers_renamed AFTER UPDATE OF name_folded ON customers
FOR EACH ROW WHEN (NEW.name_folded <> OLD.name_folded) EXECUTE FUNCTION customer_renamed();

-- How many people a customer has, and how many users of the back office may enter an organization: kept up, as lists are sorted by
-- it. It is made from other tables, so it is in no copy; rows that are copied come in any order.
ALTER TABLE customers ADD COLUMN user_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organizations ADD COLUMN user_count BIGINT NOT NULL DEFAULT 0;
UPDATE customers SET user_count = (SELECT count(*) FROM users u WHERE u.customer_id = customers.id);
UPDATE organizations SET user_count = (SELECT count(*) FROM user_organizations uo JOIN users u ON u.id = uo.user_id
    WHERE uo.organization_id = organizations.id AND u.side = 'back_office');
-- Once for each statement, so that many new people do not write the same row as often.
CREATE FUNCTION count_users_added() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    UPDATE customers c SET user_count = c.user_count + n.users
    FROM (SELECT customer_id, count(*) AS users FROM changed WHERE customer_id IS NOT NULL GROUP BY customer_id) n
    WHERE c.id = n.customer_id;
    UPDATE organizations o SET user_count = o.user_count + n.users
    FROM (SELECT uo.organization_id, count(*) AS users FROM changed u JOIN user_organizations uo ON uo.user_id = u.id
          WHERE u.side = 'back_office' GROUP BY uo.organization_id) n
    WHERE o.id = n.organization_id;
    RETURN NULL;
END $$;
CREATE TRIGGER users_counted AFTER INSERT ON users REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION count_users_added();

CREATE FUNCTION count_users_removed() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    UPDATE customers c SET user_count = c.user_count - n.users
    FROM (SELECT customer_id, count(*) AS users FROM changed WHERE customer_id IS NOT NULL GROUP BY customer_id) n
    WHERE c.id = n.customer_id;
    UPDATE organizations o SET user_count = o.user_count - n.users
    FROM (SELECT uo.organization_id, count(*) AS users FROM changed u JOIN user_organizations uo ON uo.user_id = u.id
          WHERE u.side = 'back_office' GROUP BY uo.organization_id) n
    WHERE o.id = n.organization_id;
    RETURN NULL;
END $$;
CREATE TRIGGER users_uncounted AFTER DELETE ON users REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION count_users_removed();

CREATE FUNCTION count_users_moved() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    UPDATE customers SET user_count = user_count - 1 WHERE id = OLD.customer_id;
    UPDATE customers SET user_count = user_count + 1 WHERE id = NEW.customer_id;
    RETURN NULL;
END $$;
CREATE TRIGGER users_recounted AFTER UPDATE OF customer_id ON users
FOR EACH ROW WHEN (NEW.customer_id IS DISTINCT FROM OLD.customer_id) EXECUTE FUNCTION count_users_moved();

CREATE FUNCTION count_members_added() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    UPDATE organizations o SET user_count = o.user_count + n.users
    FROM (SELECT m.organization_id, count(*) AS users FROM changed m JOIN users u ON u.id = m.user_id
          WHERE u.side = 'back_office' GROUP BY m.organization_id) n
    WHERE o.id = n.organization_id;
    RETURN NULL;
END $$;
CREATE TRIGGER members_counted AFTER INSERT ON user_organizations REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION count_members_added();

CREATE FUNCTION count_members_removed() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    UPDATE organizations o SET user_count = o.user_count - n.users
    FROM (SELECT m.organization_id, count(*) AS users FROM changed m JOIN users u ON u.id = m.user_id
          WHERE u.side = 'back_office' GROUP BY m.organization_id) n
    WHERE o.id = n.organization_id;
    RETURN NULL;
END $$;
CREATE TRIGGER members_uncounted AFTER DELETE ON user_organizations REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION count_members_removed();

-- What is sorted by is collated by code point, and asked of in the same way.
ALTER TABLE applications ALTER COLUMN grant_type TYPE TEXT COLLATE "C", ALTER COLUMN origin TYPE TEXT COLLATE "C";
ALTER TABLE outbox_mails ALTER COLUMN event TYPE TEXT COLLATE "C";

-- Applications, each side in each order. As on SQLite, where names are searched in the index alone.
CREATE INDEX applications_by_name ON applications (side, name_folded, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_organization ON applications (side, organization_folded, name_folded, id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_organization_id ON applications (side, organization_folded, id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_owner ON applications (side, owner_folded, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_apis ON applications (side, (COALESCE(apis, '') COLLATE "C"), id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_active ON applications (side, active, id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_last_use ON applications (side, (COALESCE(last_used_at, -1)), id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_creation ON applications (side, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_client_id ON applications (side, client_id COLLATE "C", id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_grant ON applications (side, grant_type, id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_origin ON applications (side, origin, id) WHERE deleted_at IS NULL;
-- Those of an organization, also where it has few of many.
DROP INDEX applications_organization;
CREATE INDEX applications_organization ON applications (organization_id, side, deleted_at, created_at, id);

-- People, each side in each order.
CREATE INDEX users_by_first_name ON users (side, first_name_folded, id);
CREATE INDEX users_by_last_name ON users (side, last_name_folded, id);
CREATE INDEX users_by_email ON users (side, email COLLATE "C", id);
CREATE INDEX users_by_customer ON users (side, customer_folded, id);
CREATE INDEX users_by_enabled ON users (side, enabled, id);
CREATE INDEX users_by_last_login ON users (side, (COALESCE(last_login_at, -1)), id);
CREATE INDEX users_by_change ON users (side, changed_at, id);

-- Customers.
CREATE INDEX customers_by_name ON customers (name_folded, id);
CREATE INDEX customers_by_organization ON customers (organization_folded, id);
CREATE INDEX customers_by_users ON customers (user_count, id);
CREATE INDEX customers_by_enabled ON customers (enabled, id);
CREATE INDEX customers_by_creation ON customers (created_at, id);

-- What grows by itself.
CREATE INDEX login_attempts_by_email ON login_attempts (side, email, id);
CREATE INDEX login_attempts_by_source ON login_attempts (side, source, id);
CREATE INDEX login_attempts_by_result ON login_attempts (side, succeeded, id);
CREATE INDEX login_attempts_by_reason ON login_attempts (side, reason, id);
CREATE INDEX login_attempts_by_address ON login_attempts (side, address, id);
CREATE INDEX audit_records_by_action ON audit_records (action, id);
CREATE INDEX audit_records_by_kind ON audit_records (subject_kind, id);
CREATE INDEX audit_records_by_subject ON audit_records (subject_folded, id);
CREATE INDEX audit_records_by_actor ON audit_records (actor_folded, id);
CREATE INDEX audit_records_by_door ON audit_records (door, id);
CREATE INDEX audit_records_by_address ON audit_records (address, id);
CREATE INDEX outbox_mails_by_subject ON outbox_mails (subject_folded, id);
CREATE INDEX outbox_mails_by_recipient ON outbox_mails (to_folded, id);
CREATE INDEX outbox_mails_by_event ON outbox_mails (event, id);
CREATE INDEX outbox_mails_by_state ON outbox_mails ((CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN failed_at IS NOT NULL THEN 'failed' WHEN held THEN 'held' ELSE 'waiting' END COLLATE "C"), id);
CREATE INDEX outbox_mails_by_attempts ON outbox_mails (attempts, id);
CREATE INDEX outbox_mails_by_next_attempt ON outbox_mails ((COALESCE(next_attempt_at, -1)), id);
CREATE INDEX outbox_mails_by_sending ON outbox_mails ((COALESCE(sent_at, -1)), id);

-- Which three characters in a row are in which text: what a text can be in, found without reading all of them. The owner of a
-- database may have this extension since PostgreSQL 13, where it is installed; without it the lists answer the same, and read
-- all texts for it.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE NOTICE 'without pg_trgm, which makes searching large lists fast: %', SQLERRM;
END $$;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
        CREATE INDEX search_application_names ON applications USING gin (name_folded gin_trgm_ops);
        CREATE INDEX search_application_client_ids ON applications USING gin (lower(client_id) gin_trgm_ops);
        CREATE INDEX search_user_names ON users USING gin (name_folded gin_trgm_ops);
        CREATE INDEX search_user_emails ON users USING gin (email gin_trgm_ops);
        CREATE INDEX search_owners ON users USING gin ((name_folded || ' ' || email) gin_trgm_ops);
    END IF;
END $$;
