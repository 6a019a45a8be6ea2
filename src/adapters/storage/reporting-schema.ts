/**
 * The tree of workflows and targets list by list: when each list was read, and who is told of each target. A target's query stands
 * apart, since it is as long as all the rest and the list does without it; null: not known. `json` of the settings is the whole list of
 * a target; their secrets are not in it.
 */
export const REPORTING_STEP = `
  ALTER TABLE targets ADD COLUMN workflow_id TEXT NOT NULL DEFAULT '';
  UPDATE targets SET workflow_id = coalesce(json ->> 'workflowId', '') WHERE json_valid(json);
  ALTER TABLE targets ADD COLUMN query TEXT;
  CREATE INDEX targets_of_workflow ON targets (connection_id, workflow_id);
  CREATE TABLE target_lists (
    connection_id TEXT NOT NULL, workflow_id TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (connection_id, workflow_id)
  ) STRICT;
  CREATE TABLE target_settings (
    connection_id TEXT NOT NULL, target_id TEXT NOT NULL, at REAL NOT NULL, json TEXT NOT NULL, PRIMARY KEY (connection_id, target_id)
  ) STRICT;
`
