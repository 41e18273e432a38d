/** The parameters of the five tables of the Leads API document, by endpoint. */
export const seedTables: Record<string, string[]> = {
	search:
		`lead_id list_id user_id owner_id status offset limit created_by email last_modified_by first_name last_name
		phone_number alt_phone_1 alt_phone_2 address1 address2 city state province postal_code country gender date_of_birth
		created_at_start_date created_at_end_date updated_at_start_date updated_at_end_date std_company_name
		std_consumer_number std_account_number changed_at_start_date changed_at_end_date deleted_at_start deleted_at_end
		archived_at_start archived_at_end last_call_start_date last_call_end_date`.split(/\s+/),
	getRecordings: 'lead_id start_time end_time offset limit'.split(' '),
	delete: ['lead_id'],
	insert:
		`list_id phone_number phone_code status created_by last_modified_by owner_id first_name last_name alt_phone_1
		alt_phone_2 email address1 address2 city state province postal_code country gender date_of_birth hopper
		hopper_priority hopper_expires_in update_if_found check_dup check_dup_list check_dup_archive check_dnc
		check_wireless filter_phone_code std_company_name std_consumer_number std_account_number notes monthly_revenue
		annual_revenue title business_name dba industry start_date blueinkdigital_token reject_by_carrier_type
		search_campaign_id search_list_id update_order_by_last_called_time lead_id`.split(/\s+/),
	update:
		`lead_id list_id phone_number phone_code status first_name last_name email address1 address2 city state
		postal_code country alt_phone_1 alt_phone_2 std_company_name std_consumer_number std_account_number notes
		monthly_revenue annual_revenue title business_name dba industry start_date`.split(/\s+/),
};
