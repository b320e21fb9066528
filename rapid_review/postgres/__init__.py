"""The PostgreSQL of the embedded mode: the server of a wheel, run on a data folder of ours."""
