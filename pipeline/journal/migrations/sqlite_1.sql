CREATE TABLE leases (
    company     TEXT PRIMARY KEY,
    token       INTEGER NOT NULL,
    holder      TEXT NOT NULL,
    acquired_at TEXT NOT NULL,
    expires_at  TEXT NOT NULL
);

CREATE TABLE secrets (
    company TEXT NOT NULL,
    name    TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (company, name)
);

CREATE TABLE cursors (
    company    TEXT NOT NULL,
    source     TEXT NOT NULL,
    cursor     TEXT,
    run_id     INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (company, source)
);

CREATE TABLE sources (
    source_id INTEGER PRIMARY KEY,
    company   TEXT NOT NULL,
    source    TEXT NOT NULL,
    UNIQUE (company, source)
);

CREATE TABLE parts (
    part_id   INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources,
    part      TEXT NOT NULL,
    UNIQUE (source_id, part)
);

CREATE TABLE batches (
    company      TEXT NOT NULL,
    batch        INTEGER NOT NULL,
    part_id      INTEGER NOT NULL REFERENCES parts,
    run_id       INTEGER NOT NULL,
    committed_at TEXT NOT NULL,
    PRIMARY KEY (company, batch)
);

CREATE TABLE facts (
    source_id  INTEGER NOT NULL,
    part_id    INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    id         TEXT NOT NULL,
    day        INTEGER NOT NULL,
    customer   TEXT NOT NULL,
    place      TEXT NOT NULL,
    body       TEXT NOT NULL,
    batch_from INTEGER NOT NULL,
    batch_to   INTEGER,
    PRIMARY KEY (source_id, kind, id, part_id, batch_from)
);

CREATE INDEX facts_part ON facts (part_id) WHERE batch_to IS NULL;

CREATE TABLE shared_ids (
    source_id INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    id        TEXT NOT NULL,
    PRIMARY KEY (source_id, kind, id)
) WITHOUT ROWID;
