CREATE TABLE documents_by_id (
    source_id INTEGER NOT NULL,
    type      TEXT NOT NULL,
    id        TEXT NOT NULL,
    owner     TEXT NOT NULL,
    created   INTEGER NOT NULL,
    deleted   INTEGER NOT NULL,
    body      TEXT NOT NULL,
    PRIMARY KEY (source_id, id, type)
);
INSERT INTO documents_by_id SELECT source_id, type, id, owner, created, deleted, body FROM documents;
DROP TABLE documents;
ALTER TABLE documents_by_id RENAME TO documents;

CREATE INDEX documents_owner ON documents (source_id, owner, type, created, id);

CREATE INDEX documents_created ON documents (source_id, type, created);
