# What stands around the API: HAProxy before it and, with several replicas, PgBouncer before the database.

FROM debian:bookworm-slim AS pgbouncer
RUN apt-get update \
 && apt-get install --yes --no-install-recommends pgbouncer postgresql-client-common postgresql-client-15 \
 && rm -rf /var/lib/apt/lists/*
COPY docker/pgbouncer /usr/local/bin/pgbouncer-from-environment
USER postgres
EXPOSE 6432
ENTRYPOINT ["pgbouncer-from-environment"]

FROM debian:bookworm-slim AS proxy
RUN apt-get update \
 && apt-get install --yes --no-install-recommends haproxy \
 && rm -rf /var/lib/apt/lists/*
COPY docker/haproxy.cfg /etc/haproxy/haproxy.cfg
USER haproxy
EXPOSE 8080
ENTRYPOINT ["haproxy", "-W", "-db", "-f", "/etc/haproxy/haproxy.cfg"]
