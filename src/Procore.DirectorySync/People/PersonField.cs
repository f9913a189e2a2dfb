namespace Procore.DirectorySync;

/// <summary>
/// A field of a person that can be planned.
/// </summary>
public enum PersonField
{
    /// <summary>Procore's <c>origin_id</c>.</summary>
    OriginId,

    /// <summary>Procore's <c>first_name</c>.</summary>
    FirstName,

    /// <summary>Procore's <c>last_name</c>.</summary>
    LastName,

    /// <summary>Procore's <c>email_address</c>.</summary>
    EmailAddress,

    /// <summary>Procore's <c>initials</c>.</summary>
    Initials,

    /// <summary>Procore's <c>job_title</c>.</summary>
    JobTitle,

    /// <summary>Procore's <c>employee_id</c>.</summary>
    EmployeeId,

    /// <summary>Procore's <c>business_phone</c>.</summary>
    BusinessPhone,

    /// <summary>Procore's <c>mobile_phone</c>.</summary>
    MobilePhone,

    /// <summary>Procore's <c>fax_number</c>.</summary>
    FaxNumber,

    /// <summary>Procore's <c>address</c>.</summary>
    Address,

    /// <summary>Procore's <c>city</c>.</summary>
    City,

    /// <summary>Procore's <c>state_code</c>.</summary>
    StateCode,

    /// <summary>Procore's <c>zip</c>.</summary>
    Zip,

    /// <summary>Procore's <c>country_code</c>.</summary>
    CountryCode,

    /// <summary>Procore's <c>email_signature</c>.</summary>
    EmailSignature,

    /// <summary>Procore's <c>notes</c>.</summary>
    Notes,

    /// <summary>Procore's <c>origin_data</c>.</summary>
    OriginData,

    /// <summary>Procore's <c>business_phone_extension</c>.</summary>
    BusinessPhoneExtension,

    /// <summary>Procore's <c>is_employee</c>.</summary>
    IsEmployee,

    /// <summary>Procore's <c>vendor_id</c>.</summary>
    VendorId,

    /// <summary>Procore's <c>default_permission_template_id</c>.</summary>
    DefaultPermissionTemplateId,

    /// <summary>Procore's <c>company_permission_template_id</c>.</summary>
    CompanyPermissionTemplateId,

    /// <summary>Procore's <c>work_classification_id</c>.</summary>
    WorkClassificationId,

    /// <summary>Procore's <c>add_to_new_projects</c>.</summary>
    AddToNewProjects,

    /// <summary>Procore's <c>bid_contact</c>.</summary>
    BidContact,
}
