-- why: a project renamed by two people at once tells the second who was first
ALTER TABLE tasks.project ADD COLUMN version integer NOT NULL DEFAULT 1;
