-- why: files go straight to object storage, are checked before anyone sees them, and may be private
ALTER TABLE files.files DROP CONSTRAINT files_state_check;
ALTER TABLE files.files DROP CONSTRAINT files_check;
ALTER TABLE files.files DROP CONSTRAINT files_check1;
ALTER TABLE files.files DROP CONSTRAINT files_type_check;

ALTER TABLE files.files
  ADD COLUMN access text NOT NULL DEFAULT 'public' CHECK (access IN ('public', 'private')),
  -- Console permission that may read a private file besides its owner.
  ADD COLUMN reader text,
  ADD COLUMN etag text,
  -- Why a refused file is shown to nobody but its owner.
  ADD COLUMN reason text NOT NULL DEFAULT '',
  -- The picture check's own number, while its answer is awaited.
  ADD COLUMN check_no text UNIQUE,
  ADD COLUMN asked_at timestamptz;

ALTER TABLE files.files
  ADD CONSTRAINT files_state CHECK (state IN ('reserved', 'checking', 'stored', 'refused')),
  ADD CONSTRAINT files_stored CHECK ((state = 'stored') = (stored_at IS NOT NULL)),
  ADD CONSTRAINT files_reserved CHECK (state <> 'reserved' OR expires_at IS NOT NULL),
  ADD CONSTRAINT files_reason CHECK ((state = 'refused') = (reason <> '')),
  ADD CONSTRAINT files_type CHECK (type IN (
    'image/png', 'image/jpeg', 'image/webp', 'image/svg+xml', 'video/mp4',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'));
CREATE INDEX files_checking ON files.files (asked_at) WHERE state = 'checking';
