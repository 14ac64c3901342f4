package dev.mcpsentry.sentry.internal.issue;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Packages that are nobody's application. */
final class KnownLibraries {

  private static final String PACKAGES =
      """
      # JDKs and JVM languages
      java javax jdk sun com.sun com.oracle oracle org.graalvm com.ibm.oti com.ibm.jit openj9
      kotlin kotlinx _COROUTINE scala groovy org.codehaus.groovy org.apache.groovy clojure

      # Jakarta EE and what implements it
      jakarta org.eclipse.microprofile org.glassfish org.jboss org.wildfly io.undertow io.smallrye
      org.apache.cxf org.apache.openejb org.apache.tomee org.apache.openwebbeans fish.payara
      com.ibm.ws com.ibm.wsspi io.openliberty

      # MCP and AI
      io.modelcontextprotocol org.springaicommunity dev.langchain4j io.quarkiverse com.openai
      com.anthropic com.google.genai com.google.adk com.azure.ai com.embabel.agent
      com.microsoft.semantickernel ai.koog

      # frameworks
      org.springframework io.spring io.quarkus io.micronaut io.helidon io.vertx io.dropwizard
      io.javalin io.ktor play akka org.apache.pekko com.google.inject dagger org.osgi
      org.apache.felix org.eclipse.osgi org.apache.camel org.apache.beam org.apache.flink
      org.apache.spark org.apache.hadoop com.vaadin graphql com.netflix.graphql com.linecorp.armeria

      # asynchronous programming
      reactor io.reactivex org.reactivestreams rx io.projectreactor com.google.common
      io.github.resilience4j dev.failsafe net.jodah com.netflix.hystrix com.lmax.disruptor
      io.grpc io.rsocket org.jctools

      # HTTP and sockets
      io.netty org.apache.catalina org.apache.coyote org.apache.tomcat org.apache.jasper
      org.apache.http org.apache.hc org.eclipse.jetty okhttp3 okio retrofit2 feign kong.unirest
      org.asynchttpclient org.xnio org.java_websocket org.apache.mina org.apache.sshd

      # JSON, XML, schemas, templates
      com.fasterxml tools.jackson com.google.gson com.google.protobuf org.json com.networknt
      net.minidev com.jayway.jsonpath com.github.victools org.yaml org.snakeyaml org.dom4j org.jdom2
      org.w3c org.xml org.apache.xerces org.apache.xalan org.apache.xmlbeans com.thoughtworks.xstream
      org.apache.avro org.apache.thrift org.antlr org.thymeleaf freemarker org.apache.velocity
      com.github.mustachejava org.jsoup org.apache.poi org.apache.pdfbox org.apache.tika

      # databases, caches, search
      org.hibernate org.eclipse.persistence org.apache.ibatis org.mybatis org.jooq org.jdbi
      com.querydsl com.zaxxer.hikari com.mchange org.apache.tomcat.jdbc org.flywaydb liquibase
      org.postgresql com.mysql org.mariadb com.microsoft.sqlserver org.h2 org.hsqldb org.sqlite
      org.apache.derby com.ibm.db2 com.clickhouse org.duckdb net.snowflake io.r2dbc com.mongodb
      org.bson com.datastax redis.clients io.lettuce org.redisson net.spy com.hazelcast
      org.infinispan org.ehcache net.sf.ehcache com.github.benmanes org.neo4j org.elasticsearch
      co.elastic org.opensearch org.apache.lucene org.apache.solr io.milvus io.qdrant io.weaviate

      # messages, jobs, clouds
      org.apache.kafka org.apache.activemq org.apache.pulsar com.rabbitmq io.nats org.quartz
      org.jobrunr org.zeromq software.amazon com.amazonaws com.azure com.microsoft.azure
      com.google.api com.google.auth com.google.cloud io.fabric8 io.kubernetes io.etcd
      com.github.dockerjava org.kohsuke com.slack.api com.stripe com.twilio

      # logs, telemetry, security
      org.slf4j ch.qos.logback org.apache.logging org.apache.log4j org.apache.commons.logging
      org.tinylog io.micrometer io.opentelemetry io.opentracing io.opencensus io.prometheus
      io.sentry brave zipkin2 co.elastic.apm datadog com.newrelic com.dynatrace com.nimbusds
      io.jsonwebtoken com.auth0 org.keycloak org.bouncycastle org.conscrypt org.owasp org.pac4j

      # general libraries, proxies, launchers, tests
      org.apache.commons com.google.errorprone org.joda com.ibm.icu org.apache.maven org.gradle
      org.eclipse.aether net.bytebuddy net.sf.cglib javassist org.objectweb.asm org.aspectj aj.org
      org.mvel2 ognl org.mozilla.javascript org.python org.jruby picocli com.beust.jcommander
      com.tngtech org.junit junit org.testng org.assertj org.hamcrest org.mockito org.awaitility
      org.testcontainers io.restassured com.intellij org.codehaus.plexus org.codehaus.classworlds
      org.tanukisoftware
      """;

  private KnownLibraries() {}

  /** Their names; packages below them belong to them. */
  static Set<String> packages() {
    return PACKAGES
        .lines()
        .filter(line -> !line.startsWith("#"))
        .flatMap(line -> Arrays.stream(line.split(" ")))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
