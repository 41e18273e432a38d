import { phoneFilter, pickPage, type ListSearch } from './ask';

/** The do-not-call list, narrowed by a whole phone number. */
export const searchDncNumbers = blockedNumbersAt('/dnc/search');

/** The SMS opt-outs, likewise. */
export const searchSmsOptOuts = blockedNumbersAt('/sms-opt-out/search');

function blockedNumbersAt(path: string): ListSearch {
	return async function (filter, paginationToken) {
		return await pickPage(
			this,
			path,
			phoneFilter(filter),
			paginationToken,
			({ phone_code, phone_number, campaign_name }) =>
				[`+${String(phone_code)} ${String(phone_number)}`, campaign_name]
					.filter(Boolean)
					.join(', '),
		);
	};
}
