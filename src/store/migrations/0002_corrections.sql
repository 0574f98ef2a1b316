-- Apart from the résumé as it was read, which never changes.
CREATE TABLE corrections (
    resume_id INTEGER PRIMARY KEY REFERENCES resumes (id) ON DELETE CASCADE,
    body TEXT NOT NULL
) STRICT;
