-- why: a scene is edited, copied and removed, tells at times of its own, and says when its tasks are late
ALTER TABLE scenes.scene ADD COLUMN timing jsonb;
UPDATE scenes.scene SET timing = jsonb_build_object(
  'kind', 'day', 'times', jsonb_build_array(deliver_at), 'days', jsonb_build_array());
ALTER TABLE scenes.scene ALTER COLUMN timing SET NOT NULL;
-- The first time of the timing is what was stored before; old processes still write it alone.
ALTER TABLE scenes.scene ALTER COLUMN timing
  SET DEFAULT '{"kind": "default", "times": [], "days": []}';
ALTER TABLE scenes.scene ADD COLUMN escalation jsonb;
ALTER TABLE scenes.scene ADD COLUMN business_type text CHECK (length(business_type) <= 10);
ALTER TABLE scenes.scene ADD COLUMN duration_unit text NOT NULL DEFAULT 'hour'
  CHECK (duration_unit IN ('hour', 'day'));
ALTER TABLE scenes.scene ADD COLUMN version integer NOT NULL DEFAULT 1;
-- Its runs stay readable; it is neither run nor shown any more.
ALTER TABLE scenes.scene ADD COLUMN deleted_at timestamptz;
CREATE INDEX scene_by_creator ON scenes.scene (created_by, created_at, id);
CREATE INDEX scene_by_base ON scenes.scene (base_code, created_at, id);
