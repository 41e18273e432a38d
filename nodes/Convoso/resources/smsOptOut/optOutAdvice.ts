/** The codes of SMS opt-outs besides those that they share with the do-not-call list. */
export const optOutAdvice = {
	4001: "Fill in 'Phone Number', 'Phone Code' and 'Campaign'.",
	4002: "'Phone Number', 'Phone Code' and the ID of 'Campaign' may hold only digits.",
	6080: "This campaign is of the type 'Purpose': choose a 'Purpose' for the number.",
};
