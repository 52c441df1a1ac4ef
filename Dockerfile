# The bot and the API: one image, two commands.
#
#   docker build -t synapse .
#   docker run synapse                                  the bot
#   docker run synapse uvicorn synapse.api.main:app --host 0.0.0.0 --port 8000
#
# Base images are arguments, so that a mirror or a pinned digest can stand in (docs/operations.md has the command).
ARG PYTHON_IMAGE=python:3.12-slim
ARG UV_IMAGE=ghcr.io/astral-sh/uv:0.13.9

FROM ${UV_IMAGE} AS uv

FROM ${PYTHON_IMAGE} AS builder
COPY --from=uv /uv /bin/uv
ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PYTHON_DOWNLOADS=never
WORKDIR /app
# What the code depends on changes seldom: a layer of its own, installed from the hashed lock.
COPY requirements.lock ./
RUN --mount=type=cache,target=/root/.cache/uv \
    uv venv .venv \
    && uv pip sync --python .venv/bin/python --require-hashes requirements.lock
COPY LICENSE config.yaml pyproject.toml ./
COPY dashboard/persisted-documents.json dashboard/
COPY schema schema
COPY migrations migrations
COPY bot bot
COPY synapse synapse
RUN .venv/bin/python -m compileall -q synapse bot migrations

FROM ${PYTHON_IMAGE} AS runtime
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Synapse" \
      org.opencontainers.image.description="Turns what happens in a Discord community into recognition" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.revision="${REVISION}"
# The user owns nothing but the place where events wait while the database is away; a volume, so that they outlive
# the container.
RUN groupadd --system --gid 10001 synapse \
    && useradd --system --uid 10001 --gid synapse --no-create-home --home-dir /app synapse \
    && mkdir -p /app/.synapse \
    && chown synapse:synapse /app/.synapse
COPY --from=builder /app /app
WORKDIR /app
ENV PATH="/app/.venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    HEALTH_ADDRESS=0.0.0.0:8080
USER 10001
VOLUME ["/app/.synapse"]
EXPOSE 8000 8080
# For the bot; whoever runs the API asks port 8000 instead (docker-compose.yml does).
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
    CMD ["python", "-m", "synapse.probe", "8080"]
CMD ["python", "-m", "synapse.bot"]
