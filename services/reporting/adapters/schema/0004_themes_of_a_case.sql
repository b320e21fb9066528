-- Few events of a case name themes; an auditor looks for them.
CREATE INDEX case_timeline_themes_idx ON case_timeline USING gin ((facts -> 'themes') jsonb_path_ops)
    WHERE facts ? 'themes';
