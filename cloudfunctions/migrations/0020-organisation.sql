-- why: departments and employees of head office; an employee entered as a salesperson may sign in
CREATE SCHEMA organisation;

CREATE TABLE organisation.department (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
  parent_id uuid REFERENCES organisation.department (id),
  created_at timestamptz NOT NULL,
  CHECK (parent_id IS NULL OR parent_id <> id)
);
CREATE UNIQUE INDEX department_name ON organisation.department
  (name, (coalesce(parent_id, '00000000-0000-0000-0000-000000000000'::uuid)));

CREATE TABLE organisation.employee (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
  phone text NOT NULL UNIQUE CHECK (phone ~ '^1[3-9][0-9]{9}$'),
  person_id uuid NOT NULL,
  department_id uuid NOT NULL REFERENCES organisation.department (id),
  salesperson boolean NOT NULL,
  supervisor boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'disabled')),
  created_at timestamptz NOT NULL
);
CREATE INDEX employee_created ON organisation.employee (created_at, id);
CREATE INDEX employee_name ON organisation.employee (name, id);
CREATE INDEX employee_department ON organisation.employee (department_id, created_at, id);
CREATE INDEX employee_person ON organisation.employee (person_id);

INSERT INTO organisation.department (id, name, parent_id, created_at)
VALUES ('00000000-0000-7000-8000-000000000201', '总部', NULL, '2026-01-01T00:00:00Z');

GRANT USAGE ON SCHEMA organisation TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON organisation.department, organisation.employee
  TO xietong_app;
