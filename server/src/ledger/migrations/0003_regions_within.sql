-- The registry has it for all.
drop function ledger.regions_within(text[]);
