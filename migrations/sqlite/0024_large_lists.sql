-- Lists of a million records cost what lists of a thousand cost: an index for each order, with the id as its last column, and
-- indexes that find a text inside of a text.

-- What stands in another table and is sorted by, kept up by the triggers below.
ALTER TABLE applications ADD COLUMN organization_folded TEXT COLLATE BINARY NOT NULL DEFAULT '';
ALTER TABLE applications ADD COLUMN owner_folded TEXT COLLATE BINARY NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN organization_folded TEXT COLLATE BINARY NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN customer_folded TEXT COLLATE BINARY NOT NULL DEFAULT '';
UPDATE applications SET
    organization_folded = (SELECT o.name_folded FROM organizations o WHERE o.id = organization_id),
    owner_folded = COALESCE((SELECT u.name_folded || ' ' || u.email FROM users u WHERE u.id = owner_id), '');
UPDATE customers SET organization_folded = (SELECT o.name_folded FROM organizations o WHERE o.id = organization_id);
UPDATE users SET customer_folded = COALESCE((SELECT c.name_folded FROM customers c WHERE c.id = customer_id), '')
WHERE customer_id IS NOT NULL;

-- Rows that are copied bring theirs along, maybe before what they refer to.
CREATE TRIGGER applications_added AFTER INSERT ON applications WHEN NEW.organization_folded = '' BEGIN
    UPDATE applications SET
        organization_folded = COALESCE((SELECT o.name_folded FROM organizations o WHERE o.id = NEW.organization_id), ''),
        owner_folded = COALESCE((SELECT u.name_folded || ' ' || u.email FROM users u WHERE u.id = NEW.owner_id), '')
    WHERE id = NEW.id;
END;
CREATE TRIGGER applications_moved AFTER UPDATE OF organization_id, owner_id ON applications BEGIN
    UPDATE applications SET
        organization_folded = COALESCE((SELECT o.name_folded FROM organizations o WHERE o.id = NEW.organization_id), ''),
        owner_folded = COALESCE((SELECT u.name_folded || ' ' || u.email FROM users u WHERE u.id = NEW.owner_id), '')
    WHERE id = NEW.id;
END;
CREATE TRIGGER customers_added AFTER INSERT ON customers WHEN NEW.organization_folded = '' BEGIN
    UPDATE customers SET organization_folded =
        COALESCE((SELECT o.name_folded FROM organizations o WHERE o.id = NEW.organization_id), '')
    WHERE id = NEW.id;
END;
CREATE TRIGGER customers_moved AFTER UPDATE OF organization_id ON customers BEGIN
    UPDATE customers SET organization_folded =
        COALESCE((SELECT o.name_folded FROM organizations o WHERE o.id = NEW.organization_id), '')
    WHERE id = NEW.id;
END;
CREATE TRIGGER users_added AFTER INSERT ON users WHEN NEW.customer_folded = '' AND NEW.customer_id IS NOT NULL BEGIN
    UPDATE users SET customer_folded =
        COALESCE((SELECT c.name_folded FROM customers c WHERE c.id = NEW.customer_id), '')
    WHERE id = NEW.id;
END;
CREATE TRIGGER users_moved AFTER UPDATE OF customer_id ON users BEGIN
    UPDATE users SET customer_folded =
        COALESCE((SELECT c.name_folded FROM customers c WHERE c.id = NEW.customer_id), '')
    WHERE id = NEW.id;
END;
CREATE TRIGGER organizations_renamed AFTER UPDATE OF name_folded ON organizations
WHEN NEW.name_folded <> OLD.name_folded BEGIN
    UPDATE applications SET organization_folded = NEW.name_folded WHERE organization_id = NEW.id;
    UPDATE customers SET organization_folded = NEW.name_folded WHERE organization_id = NEW.id;
END;
CREATE TRIGGER users_renamed AFTER UPDATE OF name_folded, email ON users
WHEN NEW.name_folded <> OLD.name_folded OR NEW.email <> OLD.email BEGIN
    UPDATE applications SET owner_folded = NEW.name_folded || ' ' || NEW.email WHERE owner_id = NEW.id;
END;
CREATE TRIGGER customers_renamed AFTER UPDATE OF name_folded ON customers WHEN NEW.name_folded <> OLD.name_folded BEGIN
    UPDATE users SET customer_folded = NEW.name_folded WHERE customer_id = NEW.id;
END;

-- How many people a customer has, and how many users of the back office may enter an organization: kept up, as lists are sorted by
-- it. It is made from other tables, so it is in no copy; rows that are copied come in any order.
ALTER TABLE customers ADD COLUMN user_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organizations ADD COLUMN user_count BIGINT NOT NULL DEFAULT 0;
UPDATE customers SET user_count = (SELECT count(*) FROM users u WHERE u.customer_id = customers.id);
UPDATE organizations SET user_count = (SELECT count(*) FROM user_organizations uo JOIN users u ON u.id = uo.user_id
    WHERE uo.organization_id = organizations.id AND u.side = 'back_office');
CREATE TRIGGER users_added_to_customer AFTER INSERT ON users WHEN NEW.customer_id IS NOT NULL BEGIN
    UPDATE customers SET user_count = user_count + 1 WHERE id = NEW.customer_id;
END;
CREATE TRIGGER users_moved_to_customer AFTER UPDATE OF customer_id ON users
WHEN NEW.customer_id IS NOT OLD.customer_id BEGIN
    UPDATE customers SET user_count = user_count - 1 WHERE id = OLD.customer_id;
    UPDATE customers SET user_count = user_count + 1 WHERE id = NEW.customer_id;
END;
CREATE TRIGGER users_removed_from_customer AFTER DELETE ON users WHEN OLD.customer_id IS NOT NULL BEGIN
    UPDATE customers SET user_count = user_count - 1 WHERE id = OLD.customer_id;
END;
CREATE TRIGGER members_added AFTER INSERT ON user_organizations BEGIN
    UPDATE organizations SET user_count = user_count + 1 WHERE id = NEW.organization_id
        AND EXISTS (SELECT 1 FROM users u WHERE u.id = NEW.user_id AND u.side = 'back_office');
END;
CREATE TRIGGER members_removed AFTER DELETE ON user_organizations BEGIN
    UPDATE organizations SET user_count = user_count - 1 WHERE id = OLD.organization_id
        AND EXISTS (SELECT 1 FROM users u WHERE u.id = OLD.user_id AND u.side = 'back_office');
END;
CREATE TRIGGER users_added_to_organizations AFTER INSERT ON users WHEN NEW.side = 'back_office' BEGIN
    UPDATE organizations SET user_count = user_count + 1
    WHERE id IN (SELECT organization_id FROM user_organizations WHERE user_id = NEW.id);
END;
CREATE TRIGGER users_removed_from_organizations AFTER DELETE ON users WHEN OLD.side = 'back_office' BEGIN
    UPDATE organizations SET user_count = user_count - 1
    WHERE id IN (SELECT organization_id FROM user_organizations WHERE user_id = OLD.id);
END;

-- Applications, each side in each order. Names are searched in the index alone, for which SQLite wants deleted_at in it.
CREATE INDEX applications_by_name ON applications (side, name_folded, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_organization ON applications (side, organization_folded, name_folded, id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_organization_id ON applications (side, organization_folded, id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_owner ON applications (side, owner_folded, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_apis ON applications (side, COALESCE(apis, ''), id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_active ON applications (side, active, id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_last_use ON applications (side, COALESCE(last_used_at, -1), id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_creation ON applications (side, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_client_id ON applications (side, client_id, id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_grant ON applications (side, grant_type, id) WHERE deleted_at IS NULL;
CREATE INDEX applications_by_origin ON applications (side, origin, id) WHERE deleted_at IS NULL;
-- Those of an organization, also where it has few of many.
DROP INDEX applications_organization;
CREATE INDEX applications_organization ON applications (organization_id, side, deleted_at, created_at, id);

-- People, each side in each order.
CREATE INDEX users_by_first_name ON users (side, first_name_folded, id);
CREATE INDEX users_by_last_name ON users (side, last_name_folded, id);
CREATE INDEX users_by_email ON users (side, email, id);
CREATE INDEX users_by_customer ON users (side, customer_folded, id);
CREATE INDEX users_by_enabled ON users (side, enabled, id);
CREATE INDEX users_by_last_login ON users (side, COALESCE(last_login_at, -1), id);
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
CREATE INDEX outbox_mails_by_state ON outbox_mails (CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN failed_at IS NOT NULL THEN 'failed' WHEN held THEN 'held' ELSE 'waiting' END, id);
CREATE INDEX outbox_mails_by_attempts ON outbox_mails (attempts, id);
CREATE INDEX outbox_mails_by_next_attempt ON outbox_mails (COALESCE(next_attempt_at, -1), id);
CREATE INDEX outbox_mails_by_sending ON outbox_mails (COALESCE(sent_at, -1), id);

-- Which three characters in a row are in which text: what a text can be in, found without reading all of them. The index knows
-- records by numbers of their own, as those SQLite gives change when a file is packed. What it holds is made from the
-- tables, so it is in no copy.
CREATE TABLE search_application_numbers (
    number INTEGER PRIMARY KEY,
    application_id BLOB NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE search_applications USING fts5 (
    text, content = '', tokenize = 'trigram', detail = 'none', columnsize = 0
);
CREATE TABLE search_user_numbers (
    number INTEGER PRIMARY KEY,
    user_id BLOB NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE search_users USING fts5 (
    text, content = '', tokenize = 'trigram', detail = 'none', columnsize = 0
);
INSERT INTO search_application_numbers (application_id) SELECT id FROM applications;
INSERT INTO search_applications (rowid, text)
SELECT n.number, a.name_folded || ' ' || lower(a.client_id)
FROM search_application_numbers n JOIN applications a ON a.id = n.application_id;
INSERT INTO search_user_numbers (user_id) SELECT id FROM users;
INSERT INTO search_users (rowid, text)
SELECT n.number, u.name_folded || ' ' || u.email FROM search_user_numbers n JOIN users u ON u.id = n.user_id;

CREATE TRIGGER search_application_added AFTER INSERT ON applications BEGIN
    INSERT INTO search_application_numbers (application_id) VALUES (NEW.id);
    INSERT INTO search_applications (rowid, text)
    SELECT number, NEW.name_folded || ' ' || lower(NEW.client_id)
    FROM search_application_numbers WHERE application_id = NEW.id;
END;
CREATE TRIGGER search_application_changed AFTER UPDATE OF name_folded, client_id ON applications
WHEN NEW.name_folded <> OLD.name_folded OR NEW.client_id <> OLD.client_id BEGIN
    INSERT INTO search_applications (search_applications, rowid, text)
    SELECT 'delete', number, OLD.name_folded || ' ' || lower(OLD.client_id)
    FROM search_application_numbers WHERE application_id = NEW.id;
    INSERT INTO search_applications (rowid, text)
    SELECT number, NEW.name_folded || ' ' || lower(NEW.client_id)
    FROM search_application_numbers WHERE application_id = NEW.id;
END;
CREATE TRIGGER search_application_removed AFTER DELETE ON applications BEGIN
    INSERT INTO search_applications (search_applications, rowid, text)
    SELECT 'delete', number, OLD.name_folded || ' ' || lower(OLD.client_id)
    FROM search_application_numbers WHERE application_id = OLD.id;
    DELETE FROM search_application_numbers WHERE application_id = OLD.id;
END;
CREATE TRIGGER search_user_added AFTER INSERT ON users BEGIN
    INSERT INTO search_user_numbers (user_id) VALUES (NEW.id);
    INSERT INTO search_users (rowid, text)
    SELECT number, NEW.name_folded || ' ' || NEW.email FROM search_user_numbers WHERE user_id = NEW.id;
END;
CREATE TRIGGER search_user_changed AFTER UPDATE OF name_folded, email ON users
WHEN NEW.name_folded <> OLD.name_folded OR NEW.email <> OLD.email BEGIN
    INSERT INTO search_users (search_users, rowid, text)
    SELECT 'delete', number, OLD.name_folded || ' ' || OLD.email FROM search_user_numbers WHERE user_id = NEW.id;
    INSERT INTO search_users (rowid, text)
    SELECT number, NEW.name_folded || ' ' || NEW.email FROM search_user_numbers WHERE user_id = NEW.id;
END;
CREATE TRIGGER search_user_removed AFTER DELETE ON users BEGIN
    INSERT INTO search_users (search_users, rowid, text)
    SELECT 'delete', number, OLD.name_folded || ' ' || OLD.email FROM search_user_numbers WHERE user_id = OLD.id;
    DELETE FROM search_user_numbers WHERE user_id = OLD.id;
END;

-- SQLite chooses an index by what it was told of the tables, and in an empty one there is nothing to see. So it is told how large
-- ones look (SQLite: "Fixed Results of ANALYZE"), and chooses the same everywhere: nobody runs ANALYZE here.
ANALYZE live_revision;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('applications', 'sqlite_autoindex_applications_1', '1000000 1'),
    ('applications', 'sqlite_autoindex_applications_2', '1000000 1'),
    ('applications', 'applications_name_per_owner', '800000 10 5 1'),
    ('applications', 'applications_name_without_owner', '200000 10000 5000 1'),
    ('applications', 'applications_deleted', '20000 1000'),
    ('applications', 'applications_owner', '800000 10'),
    ('applications', 'applications_metadata_url', '1000 1'),
    ('applications', 'applications_organization', '1000000 50000 25000 24000 1 1'),
    ('applications', 'applications_by_name', '1000000 500000 2 1 1'),
    ('applications', 'applications_by_organization', '1000000 500000 25000 2 1'),
    ('applications', 'applications_by_organization_id', '1000000 500000 25000 1'),
    ('applications', 'applications_by_owner', '1000000 500000 20 1 1'),
    ('applications', 'applications_by_apis', '1000000 500000 60000 1'),
    ('applications', 'applications_by_active', '1000000 500000 250000 1'),
    ('applications', 'applications_by_last_use', '1000000 500000 2 1'),
    ('applications', 'applications_by_creation', '1000000 500000 2 1'),
    ('applications', 'applications_by_client_id', '1000000 500000 1 1'),
    ('applications', 'applications_by_grant', '1000000 500000 150000 1'),
    ('applications', 'applications_by_origin', '1000000 500000 250000 1'),
    ('search_application_numbers', 'sqlite_autoindex_search_application_numbers_1', '1000000 1'),
    ('users', 'sqlite_autoindex_users_1', '100000 1'),
    ('users', 'sqlite_autoindex_users_2', '100000 1'),
    ('users', 'users_customer', '50000 10'),
    ('users', 'users_manager', '10000 20'),
    ('users', 'users_by_name', '100000 50000 2 1'),
    ('users', 'users_by_creation', '100000 50000 2 1'),
    ('users', 'users_by_first_name', '100000 50000 20 1'),
    ('users', 'users_by_last_name', '100000 50000 20 1'),
    ('users', 'users_by_email', '100000 50000 1 1'),
    ('users', 'users_by_customer', '100000 50000 10 1'),
    ('users', 'users_by_enabled', '100000 50000 25000 1'),
    ('users', 'users_by_last_login', '100000 50000 2 1'),
    ('users', 'users_by_change', '100000 50000 2 1'),
    ('search_user_numbers', 'sqlite_autoindex_search_user_numbers_1', '100000 1'),
    ('user_organizations', 'sqlite_autoindex_user_organizations_1', '100000 1 1'),
    ('user_organizations', 'user_organizations_organization', '100000 5000'),
    ('user_roles', 'sqlite_autoindex_user_roles_1', '100000 1 1'),
    ('user_roles', 'user_roles_role', '100000 20000'),
    ('customers', 'sqlite_autoindex_customers_1', '10000 1'),
    ('customers', 'sqlite_autoindex_customers_2', '10000 500 1'),
    ('customers', 'customers_by_name', '10000 2 1'),
    ('customers', 'customers_by_organization', '10000 500 1'),
    ('customers', 'customers_by_users', '10000 500 1'),
    ('customers', 'customers_by_enabled', '10000 5000 1'),
    ('customers', 'customers_by_creation', '10000 2 1');
ANALYZE sqlite_schema;
