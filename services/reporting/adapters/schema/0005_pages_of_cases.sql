-- By what the list of cases is filtered and sorted, as far as neither the day nor who looks matters.
-- As domain/stages.py says it; a test compares the two.
ALTER TABLE case_board
    ADD COLUMN told_stage text NOT NULL GENERATED ALWAYS AS (
        CASE
            WHEN withdrawn_on IS NOT NULL AND coalesce(transferred_to, '') <> '' THEN 'transferred'
            WHEN withdrawn_on IS NOT NULL THEN 'withdrawn'
            WHEN review_step IS NULL THEN CASE
                WHEN referral_outcome IS NULL THEN 'referral'
                WHEN referral_outcome = 'initiate' THEN 'decision'
                WHEN referral_outcome = 'no_further_review' OR briefing_published_on IS NOT NULL THEN 'closed'
                ELSE 'other_route' END
            WHEN review_step = 'MeetingHeld' THEN 'report'
            WHEN review_step = 'ReportFinalised' THEN 'cspr_decision'
            WHEN review_step = 'CSPRDecided' THEN 'scrutiny'
            WHEN review_step = 'ReportScrutinised' AND scrutiny_outcome = 'return' THEN 'report'
            WHEN review_step = 'ReportScrutinised' THEN 'sending'
            WHEN review_step = 'PanelReplied' AND panel_final THEN 'learning'
            WHEN review_step IN ('SentToPanel', 'PanelReplied') THEN 'panel'
            WHEN review_step = 'ReviewClosed' AND briefing_drafted_on IS NOT NULL AND briefing_published_on IS NULL
                THEN 'learning'
            WHEN review_step = 'ReviewClosed' THEN 'closed'
            ELSE 'gathering'
        END
    ) STORED,
    ADD COLUMN meeting_on date GENERATED ALWAYS AS (CAST(meeting_at AT TIME ZONE 'Europe/London' AS date)) STORED;

-- The live cases are few, however many years of closed ones lie behind them.
CREATE INDEX case_board_live_idx ON case_board (case_id)
    WHERE told_stage NOT IN ('closed', 'withdrawn', 'transferred');
