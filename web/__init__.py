"""The panels of the page: chat, evidence, library. Renders Answers; decides nothing."""
