CREATE TABLE @documents (
    source_id bigint NOT NULL,
    type      text COLLATE "C" NOT NULL,
    id        text COLLATE "C" NOT NULL,
    owner     text COLLATE "C" NOT NULL,
    created   bigint NOT NULL,
    deleted   integer NOT NULL,
    body      text NOT NULL,
    PRIMARY KEY (source_id, type, id)
);
COMMENT ON TABLE @documents IS 'the objects that sources were read from, as they are now: facts can be derived from them again';

CREATE INDEX documents_owner ON @documents (source_id, owner, type, created, id);

CREATE INDEX documents_created ON @documents (source_id, type, created);
