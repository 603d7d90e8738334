-- What identity providers ask of people and roles (SCIM 2.0).

-- When it was last changed.
ALTER TABLE users ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
UPDATE users SET changed_at = created_at;
ALTER TABLE roles ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
UPDATE roles SET changed_at = created_at;

-- Counts the changes, also to whom the role is given. The version counts those of its form alone.
ALTER TABLE roles ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;

-- When an identity provider deleted the person. They are disabled, and not there for identity providers.
ALTER TABLE users ADD COLUMN removed_at BIGINT;

-- Each name alone, as it is searched and sorted by. Both names together were folded already, and of all letters only one has
-- two in lower case.
ALTER TABLE users ADD COLUMN first_name_folded TEXT COLLATE BINARY NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN last_name_folded TEXT COLLATE BINARY NOT NULL DEFAULT '';
UPDATE users SET first_name_folded = substr(name_folded, 1, length(replace(first_name, 'İ', 'ii')));
UPDATE users SET last_name_folded =
    CASE WHEN first_name_folded = '' THEN name_folded ELSE substr(name_folded, length(first_name_folded) + 2) END;

-- What an organization's identity provider calls people and roles.
CREATE TABLE user_external_ids (
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    external_id TEXT NOT NULL,
    PRIMARY KEY (organization_id, user_id),
    UNIQUE (organization_id, external_id)
);
CREATE INDEX user_external_ids_user ON user_external_ids (user_id);
CREATE TABLE role_external_ids (
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    role_id BLOB NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    external_id TEXT NOT NULL,
    PRIMARY KEY (organization_id, role_id),
    UNIQUE (organization_id, external_id)
);
CREATE INDEX role_external_ids_role ON role_external_ids (role_id);
