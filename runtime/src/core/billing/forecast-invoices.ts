import { ok, type Result } from '../result.ts';
import {
  type ForecastContract,
  type ForecastFindings,
  type ForecastTogether,
  type ForecastTogetherInput,
  forecastTogether,
} from './forecast-together.ts';

/** A contract with what is known of it, and the days that are looked at. */
export type ForecastInput = Omit<ForecastContract<null>, 'owner'> &
  Pick<ForecastTogetherInput<null>, 'since' | 'until'>;

/** The invoices of a contract beyond what is booked, oldest first. */
export type Forecast = Omit<ForecastTogether<null>, 'byContract'> & ForecastFindings;

/** The forecast of one contract that is billed on its own; see `forecastTogether`. */
export function forecastInvoices({ since, until, ...contract }: ForecastInput): Result<Forecast> {
  const { currency } = contract;
  const forecast = forecastTogether({
    contracts: [{ ...contract, owner: null }],
    currency,
    ...(since === undefined ? {} : { since }),
    until,
  });
  if (!forecast.ok) return forecast;
  const { byContract, ...together } = forecast.value;
  const [{ findings, parkedOn } = { findings: [], parkedOn: null }] = byContract;
  return ok({ ...together, findings, parkedOn });
}
