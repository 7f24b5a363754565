# syntax=docker/dockerfile:1
# One image for every module: VERTICLES chooses which of them a container runs.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY .mvn .mvn
COPY pom.xml .
COPY shared/pom.xml shared/
COPY shared/testing/pom.xml shared/testing/
COPY ocpp-verticle/pom.xml ocpp-verticle/
COPY charger-verticle/pom.xml charger-verticle/
COPY transaction-verticle/pom.xml transaction-verticle/
COPY livemetrics-verticle/pom.xml livemetrics-verticle/
COPY account-verticle/pom.xml account-verticle/
COPY launcher/pom.xml launcher/
COPY launcher/fleet/pom.xml launcher/fleet/
COPY launcher/load/pom.xml launcher/load/
COPY launcher/bench/pom.xml launcher/bench/
COPY shared/src shared/src
COPY shared/testing/src shared/testing/src
COPY ocpp-verticle/src ocpp-verticle/src
COPY charger-verticle/src charger-verticle/src
COPY transaction-verticle/src transaction-verticle/src
COPY livemetrics-verticle/src livemetrics-verticle/src
COPY account-verticle/src account-verticle/src
COPY launcher/fleet/src launcher/fleet/src
COPY launcher/src launcher/src
RUN --mount=type=cache,target=/m2 mvn -B -ntp -q -Dmaven.repo.local=/m2 -DskipTests -Dspotless.check.skip package \
  && grep -q '"name" : "vertx-core"' launcher/target/bom.json && grep -q '"id" : "Apache-2.0"' launcher/target/bom.json

FROM eclipse-temurin:25-jre AS program
# .data exists before the volume does, so that the volume belongs to the user who writes there
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/flexicharge flexicharge \
  && install -d -o flexicharge /var/lib/flexicharge/.data
WORKDIR /var/lib/flexicharge
COPY --from=build /src/launcher/target/lib /opt/flexicharge/lib
COPY --from=build /src/launcher/target/launcher.jar /opt/flexicharge/lib/
# the bill of materials: what is in that folder, and under which licences
COPY --from=build /src/launcher/target/bom.json /opt/flexicharge/
# written out in one order: a folder's own differs from disk to disk, and the archive of classes below is for one class path only
RUN echo "-cp $(ls /opt/flexicharge/lib/*.jar | paste -sd:)" > /opt/flexicharge/class-path
USER flexicharge

# A start with a database of its own, the self-test, an end: what Java learns meanwhile makes each later start half as long.
FROM program AS trial
RUN mkdir /tmp/trial && cd /tmp/trial && USE_LOCAL_DATABASE=1 OCPP_TEST_INTERVAL_MULTIPLIER=10 \
  java -XX:AOTCacheOutput=/tmp/start.aot "-Xlog:aot*=error" @/opt/flexicharge/class-path com.flexicharge.launcher.Main try

FROM program
COPY --from=trial /tmp/start.aot /opt/flexicharge/
EXPOSE 8080 1337
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=6 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${PORT:-8080} && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
# where the archive does not fit (a heap beyond 32 GB, other options of Java) the server starts without it
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:AOTCache=/opt/flexicharge/start.aot", "-Xlog:aot*=off", "@/opt/flexicharge/class-path", "com.flexicharge.launcher.Main"]
