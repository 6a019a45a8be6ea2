/** What each alert rests on: one row for each, which goes with it. */
export const TRACE_STEP = `
  CREATE TABLE traces (
    episode_id TEXT PRIMARY KEY REFERENCES episodes (id) ON DELETE CASCADE, json TEXT NOT NULL
  ) STRICT;
`
