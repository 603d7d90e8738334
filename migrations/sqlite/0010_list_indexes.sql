-- Lists of people in their usual orders, a page at a time from any place.
CREATE INDEX users_by_name ON users (side, name_folded, id);
CREATE INDEX users_by_creation ON users (side, created_at, id);
