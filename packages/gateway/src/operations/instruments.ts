import { Counter, Gauge, Histogram, Registry } from 'prom-client';

const PREFIX = 'journeys_push_';

/** What is measured, in a registry of this gateway's own: two gateways in one process do not meet. */
export function createInstruments() {
  const registry = new Registry();
  return { registry, ...requestInstruments(registry), ...dynamicsInstruments(registry), ...gauges(registry) };
}

export type Instruments = ReturnType<typeof createInstruments>;

/** Makes instruments of one registry. */
function makers(registry: Registry) {
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name: PREFIX + name, help, labelNames, registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Gauge({ name: PREFIX + name, help, labelNames, registers });
  const histogram = <L extends string>(
    name: string,
    help: string,
    { labelNames, buckets }: { labelNames: L[]; buckets: number[] },
  ) => new Histogram({ name: PREFIX + name, help, labelNames, buckets, registers });
  return { counter, gauge, histogram };
}

function requestInstruments(registry: Registry) {
  const { counter, histogram } = makers(registry);
  return {
    requests: counter('http_requests_total', 'Requests answered.', ['method', 'route', 'status']),
    refusals: counter('http_problems_total', 'Requests answered with a problem, by its code.', ['code']),
    identityObserved: counter(
      'identity_observed_total',
      'Bindings that identity.mode required would have refused, by code.',
      ['code'],
    ),
    requestSeconds: histogram(
      'http_request_duration_seconds',
      'Time to answer a request, waiting for a verdict (Prefer: wait) included.',
      {
        labelNames: ['method', 'route'],
        buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      },
    ),
    batchSize: histogram('write_batch_size', 'Requests that were written by one statement.', {
      labelNames: ['kind'],
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
    }),
  };
}

function dynamicsInstruments(registry: Registry) {
  const { counter, histogram } = makers(registry);
  return {
    registrations: counter(
      'registrations_total',
      'What became of registrations in Dynamics: sent, registered, refused (by reason), cleaned-up or missing.',
      ['app', 'outcome', 'reason'],
    ),
    registrationSeconds: histogram(
      'registration_duration_seconds',
      'Time from durably accepted to confirmed by Dynamics, where this process did both.',
      { labelNames: ['app'], buckets: [0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 900, 3_600, 21_600] },
    ),
    callsLater: counter(
      'dynamics_calls_later_total',
      'Registrations, verdicts and cleanups whose call to Dynamics brought no verdict and is made again, by cause.',
      ['app', 'cause'],
    ),
    opens: counter('opens_total', 'What became of opens in Dynamics.', ['app', 'outcome']),
    alerts: counter('alerts_total', 'Alerts raised: only an operator can mend the cause.', ['app', 'code']),
  };
}

/** Set when somebody reads. */
function gauges(registry: Registry) {
  const { gauge } = makers(registry);
  return {
    appState: gauge(
      'app_state',
      '1 for the state an app is in, as this process sees it: working, paused or stopped.',
      ['app', 'state'],
    ),
    backlogSize: gauge(
      'backlog_size',
      'Work that is due and not yet done, on the whole database, counted up to 100,000.',
      ['app', 'kind'],
    ),
    backlogSeconds: gauge(
      'backlog_age_seconds',
      'How long the oldest work has been due, on the whole database.',
      ['app', 'kind'],
    ),
    seen: gauge(
      'sampled_seen_installations',
      'In a sample: installations with owner, token and permission that were seen within 7 days.',
      ['app'],
    ),
    confirmed: gauge(
      'sampled_confirmed_installations',
      'Of those, the ones whose registration Dynamics has confirmed lately.',
      ['app'],
    ),
    memoryBytes: gauge('resident_memory_bytes', 'Memory of this process.', []),
    clockSkew: gauge(
      'clock_skew_seconds',
      'How far the clock of this machine is ahead of the database’s, by which the gateway goes.',
      [],
    ),
    databaseUp: gauge('database_up', '1 if the database answered when the metrics were read.', []),
    databaseConnections: gauge('database_connections', 'Connections of this process.', ['state']),
  };
}
