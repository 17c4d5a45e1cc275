DROP INDEX facts_part;
CREATE INDEX facts_part ON facts (part_id, batch_from) WHERE batch_to IS NULL;
CREATE INDEX facts_closed ON facts (part_id, batch_to) WHERE batch_to IS NOT NULL;

CREATE TABLE fact_counts (
    part_id INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    day     INTEGER NOT NULL,
    n       INTEGER NOT NULL,
    PRIMARY KEY (part_id, kind, day)
) WITHOUT ROWID;
INSERT INTO fact_counts SELECT part_id, kind, day, count(*) FROM facts WHERE batch_to IS NULL GROUP BY part_id, kind, day;

CREATE TABLE cubes (
    company     TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    batch       INTEGER NOT NULL
);

CREATE TABLE cube_series (
    company TEXT NOT NULL,
    name    TEXT NOT NULL,
    data    BLOB NOT NULL,
    PRIMARY KEY (company, name)
);
