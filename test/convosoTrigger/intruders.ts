import { headerAttempts, queryAttempts, type Attempt } from '../webhook/intruders';

export { SECRET } from '../webhook/intruders';

/**
 * Forty ways to get in without the secret, twenty for each place it can be in.
 *
 * @param place where the trigger looks for it
 */
export function attempts(place: 'header' | 'query'): Attempt[] {
	const setting = {
		parameters: { authentication: place },
		body: 'lead_id=1&status=SALE',
		contentType: 'application/x-www-form-urlencoded',
		queryName: 'api_key',
	};
	return place === 'header' ? headerAttempts(setting) : queryAttempts(setting);
}
