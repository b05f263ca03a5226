"""What people write and what comes out: questionnaire, response, assessment, cases, problems."""
