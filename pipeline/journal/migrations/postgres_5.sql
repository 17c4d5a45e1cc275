DROP INDEX @facts_part;
CREATE INDEX facts_part ON @facts (part_id, batch_from) WHERE batch_to IS NULL;
CREATE INDEX facts_closed ON @facts (part_id, batch_to) WHERE batch_to IS NOT NULL;

CREATE TABLE @fact_counts (
    part_id bigint NOT NULL,
    kind    text COLLATE "C" NOT NULL,
    day     integer NOT NULL,
    n       bigint NOT NULL,
    PRIMARY KEY (part_id, kind, day)
);
COMMENT ON TABLE @fact_counts IS 'how many facts of each part stand, by kind and day';
INSERT INTO @fact_counts SELECT part_id, kind, day, count(*) FROM @facts WHERE batch_to IS NULL GROUP BY part_id, kind, day;

CREATE TABLE @cubes (
    company     text COLLATE "C" PRIMARY KEY,
    fingerprint text COLLATE "C" NOT NULL,
    batch       bigint NOT NULL
);
COMMENT ON TABLE @cubes IS 'with which batch the stored cube of each company is level, and a mark of the rules it was computed under';

CREATE TABLE @cube_series (
    company text COLLATE "C" NOT NULL,
    name    text COLLATE "C" NOT NULL,
    data    bytea NOT NULL,
    PRIMARY KEY (company, name)
);
COMMENT ON TABLE @cube_series IS 'daily sums as the engine keeps them between runs; they can always be computed again from the facts';
