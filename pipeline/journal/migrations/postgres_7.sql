ALTER TABLE @documents DROP CONSTRAINT documents_pkey, ADD PRIMARY KEY (source_id, id, type);
