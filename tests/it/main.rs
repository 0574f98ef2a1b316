mod analyze;
