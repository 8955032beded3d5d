"""Pages for somebody who is earning: enrolments, the quiz, the project."""
