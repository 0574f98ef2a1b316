"""What people of some trades write: titles from junior to senior, kinds of employers, degrees, skills, deeds.

Everything is invented. In a deed, {n}, {p}, {m} become a count, a percentage and an amount.
"""

TRADES = {
    "software": {
        "titles": ["Junior Developer", "Software Engineer", "Backend Engineer", "Senior Software Engineer", "Staff Engineer", "Engineering Manager", "DevOps Engineer", "Mobile Developer"],
        "employers": ["{} Systems", "{} Labs", "{} Software", "{}.io", "{} Technologies Inc.", "{} Cloud GmbH"],
        "degrees": ["B.S. in Computer Science", "Bachelor of Science in Software Engineering", "M.Sc. Informatics", "BSc Computing"],
        "skills": {"Languages": ["Python", "Java", "Go", "C++", "C#", "TypeScript", "Rust", "Kotlin", "SQL"], "Tools": ["Docker", "Kubernetes", "Git", "Terraform", "Jenkins", "PostgreSQL", "Redis", "Kafka"], "Practices": ["Code review", "Test automation", "CI/CD", "REST APIs"]},
        "deeds": ["Cut response times of the billing service by {p}", "Moved {n} services to Kubernetes without downtime", "Wrote the import pipeline that handles {n} files a day", "Mentored {n} junior developers", "Replaced a nightly batch job with an event stream"],
    },
    "data": {
        "titles": ["Data Analyst", "Business Intelligence Analyst", "Data Scientist", "Senior Data Scientist", "Machine Learning Engineer", "Statistician"],
        "employers": ["{} Analytics", "{} Insights", "{} Insurance", "{} Retail Group", "{} Energy"],
        "degrees": ["M.S. in Statistics", "B.Sc. Mathematics", "Master of Science in Data Science", "Ph.D. in Physics"],
        "skills": {"Languages": ["Python", "R", "SQL", "SAS", "Scala"], "Libraries": ["pandas", "scikit-learn", "PyTorch", "Spark", "dbt"], "Visualization": ["Tableau", "Power BI", "Looker"], "Methods": ["A/B testing", "Time series", "Bayesian inference"]},
        "deeds": ["Built a churn model that kept {p} more customers", "Answered {n} ad hoc questions a month for the board", "Designed an experiment with {n} participants", "Explained results to people without a statistics background"],
    },
    "nursing": {
        "titles": ["Nursing Assistant", "Staff Nurse", "Registered Nurse", "Charge Nurse", "Nurse Practitioner", "Clinical Nurse Manager"],
        "employers": ["{} General Hospital", "St. {} Medical Center", "{} Hospice", "{} Children's Hospital", "{} Health Clinic"],
        "degrees": ["Bachelor of Science in Nursing", "Associate Degree in Nursing", "Diploma in Adult Nursing", "Master of Science in Nursing"],
        "skills": {"Clinical": ["Wound care", "IV therapy", "Triage", "Medication administration", "Patient education"], "Systems": ["Epic", "Cerner", "Meditech"], "Care": ["Palliative care", "Infection control", "Care planning"]},
        "deeds": ["Cared for up to {n} patients per shift on a surgical ward", "Reduced falls by {p} with hourly rounds", "Trained {n} new nurses in medication safety", "Coordinated discharge with families and social workers"],
    },
    "teaching": {
        "titles": ["Teaching Assistant", "Primary School Teacher", "Mathematics Teacher", "Head of Department", "Deputy Principal", "Special Education Teacher"],
        "employers": ["{} Elementary School", "{} High School", "{} Academy", "{} Unified School District", "{} Grammar School"],
        "degrees": ["Bachelor of Education", "M.A. in Teaching", "B.A. in History", "Postgraduate Certificate in Education"],
        "skills": {"Teaching": ["Lesson planning", "Classroom management", "Differentiated instruction", "Assessment"], "Technology": ["Google Classroom", "Smart Board", "Moodle"], "Subjects": ["Algebra", "Geometry", "Creative writing"]},
        "deeds": ["Taught {n} pupils in five classes", "Raised the pass rate by {p} within two years", "Started a reading club that {n} children attend", "Met parents every month and kept notes of what was agreed"],
    },
    "accounting": {
        "titles": ["Accounts Clerk", "Staff Accountant", "Senior Accountant", "Financial Analyst", "Controller", "Internal Auditor"],
        "employers": ["{} & Finch LLP", "{} Partners", "{} Holdings", "{} Bank", "{} Foods Ltd"],
        "degrees": ["Bachelor of Commerce", "B.S. in Accounting", "MBA", "Master of Accountancy"],
        "skills": {"Accounting": ["General ledger", "Accounts payable", "Month-end close", "IFRS", "US GAAP"], "Software": ["SAP", "QuickBooks", "Microsoft Excel", "Xero", "Oracle NetSuite"], "Other": ["Budgeting", "Forecasting", "Tax returns"]},
        "deeds": ["Closed the books of {n} entities within four days", "Found duplicate payments worth {m}", "Prepared tax returns for {n} clients", "Shortened the audit by {p} with better working papers"],
    },
    "sales": {
        "titles": ["Sales Associate", "Account Executive", "Key Account Manager", "Regional Sales Manager", "Sales Director", "Business Development Representative"],
        "employers": ["{} Motors", "{} Pharma", "{} Supply Co.", "{} Telecom", "{} Furniture"],
        "degrees": ["B.A. in Communications", "Bachelor of Business Administration", "B.S. in Marketing"],
        "skills": {"Sales": ["Prospecting", "Contract negotiation", "Cold calling", "Upselling"], "Software": ["Salesforce", "HubSpot", "Zoho CRM"], "Strengths": ["Public speaking", "Territory planning", "Customer retention"]},
        "deeds": ["Sold {m} of equipment in the first year", "Won {n} new accounts in a market that was new to us", "Beat the quota by {p} three years running", "Looked after {n} dealers in two states"],
    },
    "marketing": {
        "titles": ["Marketing Assistant", "Content Writer", "Social Media Manager", "Marketing Manager", "Brand Director", "SEO Specialist"],
        "employers": ["{} Media", "{} Agency", "{} Cosmetics", "{} Outdoor", "{} Publishing House"],
        "degrees": ["B.A. in English Literature", "M.A. in Marketing", "Bachelor of Arts in Journalism"],
        "skills": {"Channels": ["SEO", "Email campaigns", "Paid search", "Copywriting"], "Tools": ["Google Analytics", "Mailchimp", "Canva", "WordPress", "Adobe Premiere"], "Research": ["Focus groups", "Market segmentation"]},
        "deeds": ["Doubled newsletter readers to {n} within a year", "Lowered the cost of a new customer by {p}", "Ran {n} campaigns in three languages", "Wrote the style guide that all departments use"],
    },
    "mechanical": {
        "titles": ["Design Engineer", "Mechanical Engineer", "Process Engineer", "Quality Engineer", "Plant Manager", "Maintenance Engineer"],
        "employers": ["{} Aerospace", "{} Manufacturing", "{} Automotive AG", "{} Turbines", "{} Industrial"],
        "degrees": ["B.Eng. Mechanical Engineering", "Dipl.-Ing. Maschinenbau", "M.S. in Mechanical Engineering", "Bachelor of Technology"],
        "skills": {"Design": ["SolidWorks", "AutoCAD", "CATIA", "Finite element analysis"], "Methods": ["Six Sigma", "Lean manufacturing", "Root cause analysis", "GD&T"], "Materials": ["Sheet metal", "Injection moulding"]},
        "deeds": ["Designed {n} fixtures for the new assembly line", "Lowered scrap by {p}", "Brought a test bench into service for {m}", "Led a team of {n} technicians on night shifts"],
    },
    "trades": {
        "titles": ["Apprentice Electrician", "Electrician", "Master Electrician", "Site Supervisor", "Welder", "HVAC Technician"],
        "employers": ["{} Electric", "{} Construction", "{} Heating & Cooling", "{} Shipyard", "{} Contractors"],
        "degrees": ["Certificate in Electrical Installation", "High School Diploma", "Journeyman Certificate"],
        "skills": {"Work": ["Conduit bending", "Panel upgrades", "Blueprint reading", "TIG welding"], "Safety": ["Lockout/tagout", "Working at height", "First aid"], "Machines": ["Scissor lift", "Forklift"]},
        "deeds": ["Wired {n} flats in a block of twelve storeys", "Passed every inspection in {n} months", "Cut rework by {p}", "Kept the tools and the van in order"],
    },
    "kitchen": {
        "titles": ["Commis Chef", "Line Cook", "Sous Chef", "Head Chef", "Pastry Chef", "Restaurant Manager"],
        "employers": ["The {} Kitchen", "Hotel {}", "{} Bistro", "{} Catering", "{} Bakery"],
        "degrees": ["Diploma in Culinary Arts", "Certificate in Patisserie", "B.A. in Hospitality Management"],
        "skills": {"Kitchen": ["Menu planning", "Butchery", "Sauces", "Bread baking"], "Management": ["Stock control", "Food costing", "Rota planning"], "Safety": ["HACCP", "Allergen control"]},
        "deeds": ["Cooked for {n} guests on an ordinary evening", "Brought food cost down by {p}", "Led a brigade of {n}", "Wrote a new menu every season"],
    },
    "logistics": {
        "titles": ["Warehouse Operative", "Dispatcher", "Logistics Coordinator", "Supply Chain Analyst", "Warehouse Manager", "Truck Driver"],
        "employers": ["{} Freight", "{} Logistics", "{} Shipping Lines", "{} Warehousing", "{} Express"],
        "degrees": ["B.S. in Supply Chain Management", "Diploma in Logistics", "Associate of Applied Science"],
        "skills": {"Operations": ["Route planning", "Inventory control", "Customs clearance", "Cycle counting"], "Systems": ["SAP EWM", "Microsoft Excel", "Manhattan WMS"], "Licences": ["Forklift licence", "CDL Class A"]},
        "deeds": ["Shipped {n} pallets a week", "Lowered picking errors by {p}", "Planned routes for {n} drivers", "Saved {m} a year by combining loads"],
    },
    "people": {
        "titles": ["HR Assistant", "Recruiter", "HR Business Partner", "Talent Acquisition Manager", "Payroll Specialist", "HR Director"],
        "employers": ["{} Staffing", "{} Consulting", "{} Brewery", "{} Group", "City of {}"],
        "degrees": ["B.A. in Psychology", "M.Sc. Human Resource Management", "Bachelor of Arts in Sociology"],
        "skills": {"HR": ["Interviewing", "Onboarding", "Employee relations", "Labor law"], "Systems": ["Workday", "BambooHR", "ADP"], "Strengths": ["Mediation", "Coaching"]},
        "deeds": ["Filled {n} positions in one year", "Lowered turnover by {p}", "Wrote the onboarding plan for {n} locations", "Settled disputes before they reached a lawyer"],
    },
    "law": {
        "titles": ["Legal Secretary", "Paralegal", "Associate", "Senior Associate", "Legal Counsel", "Court Clerk"],
        "employers": ["{} & Okafor LLP", "{} Chambers", "{} Legal Aid", "Office of the {} Notary", "{} Insurance Group"],
        "degrees": ["Juris Doctor", "LL.B.", "LL.M. in European Law", "B.A. in Political Science"],
        "skills": {"Law": ["Contract drafting", "Legal research", "Litigation support", "Due diligence"], "Tools": ["Westlaw", "LexisNexis", "Microsoft Word"], "Other": ["Mediation", "Client interviews"]},
        "deeds": ["Drafted {n} supply contracts a year", "Prepared files for {n} hearings", "Shortened contract review by {p}", "Recovered {m} for clients"],
    },
    "design": {
        "titles": ["Junior Designer", "Graphic Designer", "UX Designer", "Product Designer", "Art Director", "Illustrator"],
        "employers": ["Studio {}", "{} Design", "{} Games", "{} Press", "{} & Daughters"],
        "degrees": ["B.F.A. in Graphic Design", "Bachelor of Design", "M.A. in Visual Communication"],
        "skills": {"Design": ["Typography", "Wireframing", "Prototyping", "User research"], "Tools": ["Figma", "Adobe Illustrator", "InDesign", "Blender", "Sketch"], "Web": ["HTML", "CSS"]},
        "deeds": ["Drew {n} icons for a public transport app", "Raised sign-ups by {p} with a shorter form", "Interviewed {n} users at their workplaces", "Designed the covers of a crime series"],
    },
    "civil": {
        "titles": ["Surveyor", "Civil Engineer", "Structural Engineer", "Project Engineer", "Construction Manager", "Architect"],
        "employers": ["{} Engineering", "{} Bridges", "{} Architects", "{} Infrastructure", "{} County Department of Transportation"],
        "degrees": ["B.S. in Civil Engineering", "M.Eng. Structural Engineering", "Bachelor of Architecture"],
        "skills": {"Software": ["AutoCAD", "Revit", "Civil 3D", "SAP2000"], "Practice": ["Site supervision", "Cost estimating", "Soil testing"], "Codes": ["Eurocode 2", "ACI 318"]},
        "deeds": ["Supervised a bridge repair worth {m}", "Checked drawings of {n} buildings", "Shortened the schedule by {p}", "Measured {n} kilometres of road"],
    },
    "biology": {
        "titles": ["Laboratory Technician", "Research Assistant", "Postdoctoral Researcher", "Senior Scientist", "Lecturer", "Associate Professor"],
        "employers": ["University of {}", "{} Institute of Technology", "{} Biotech", "{} Research Centre", "{} Botanical Garden"],
        "degrees": ["Ph.D. in Molecular Biology", "M.Sc. Biochemistry", "B.Sc. Biology", "Doctor of Philosophy in Ecology"],
        "skills": {"Laboratory": ["PCR", "Flow cytometry", "Cell culture", "Western blot", "Microscopy"], "Computing": ["R", "Python", "ImageJ", "MATLAB"], "Other": ["Grant writing", "Field sampling"]},
        "deeds": ["Sequenced {n} samples from alpine lakes", "Supervised {n} master's theses", "Raised {m} in grants", "Shortened sample preparation by {p}"],
    },
    "care": {
        "titles": ["Care Worker", "Social Worker", "Case Manager", "Youth Counselor", "Programme Coordinator", "Occupational Therapist"],
        "employers": ["{} Family Services", "{} Youth Centre", "{} Foundation", "{} Community Care", "{} Shelter"],
        "degrees": ["Bachelor of Social Work", "M.S.W.", "B.Sc. Occupational Therapy", "Certificate III in Individual Support"],
        "skills": {"Practice": ["Case management", "Crisis intervention", "Safeguarding", "Group facilitation"], "Other": ["Report writing", "De-escalation", "First aid"], "Software": ["Microsoft Office", "ClientTrack"]},
        "deeds": ["Carried a caseload of {n} families", "Found housing for {n} people in one winter", "Raised attendance by {p}", "Wrote reports for the family court"],
    },
    "retail": {
        "titles": ["Cashier", "Shop Assistant", "Customer Service Representative", "Shift Supervisor", "Store Manager", "Visual Merchandiser"],
        "employers": ["{} Market", "{} Department Store", "{} Books", "{} Garden Centre", "{} Pharmacy"],
        "degrees": ["High School Diploma", "Associate of Arts", "Certificate in Retail"],
        "skills": {"Service": ["Cash handling", "Complaint handling", "Stock rotation", "Upselling"], "Systems": ["Shopify", "Lightspeed POS", "Zendesk"], "Strengths": ["Teamwork", "Punctuality"]},
        "deeds": ["Served about {n} customers a day", "Raised sales of the garden section by {p}", "Trained {n} temporary staff before Christmas", "Counted the till without a difference for a year"],
    },
}

CERTIFICATES = ["First Aid at Work", "Project Management Professional (PMP)", "Certified ScrumMaster", "Food Hygiene Level 3", "Basic Life Support", "Driving licence, class B", "IELTS 7.5", "Six Sigma Green Belt"]
INTERESTS = ["hiking", "choir singing", "chess", "beekeeping", "volleyball", "bread", "old radios", "sailing", "crosswords", "gardening"]
LANGUAGES = ["English (native)", "Spanish (fluent)", "French (conversational)", "German (B2)", "Polish (native)", "Mandarin (basic)", "Portuguese (C1)", "Arabic (native)"]
SUMMARIES = [
    "{title} with {years} years of experience, at ease with people and with numbers.",
    "I like work that is finished on time. {years} years as {title}, most of them in small teams.",
    "Reliable and curious {title}. Looking for a place where quality counts more than speed.",
    "{years} years in the field, {n} projects brought to an end, and a liking for plain words.",
]
STUDY_NOTES = ["Thesis on the history of the field", "Graduated with honours", "GPA 3.{n}", "Dean's list in two years", "Exchange semester abroad"]
SCHOOLS = ["{} University", "University of {}", "{} State University", "{} College", "{} Institute of Technology", "{} Community College", "{} School of Economics"]
NAMES = ["Brackenfield", "Halvorsen", "Tidewater", "Qorvex", "Lindenhof", "Marlowe", "Ostrava", "Pinecrest", "Calderon", "Veridale", "Northgate", "Ashcombe", "Silverlake", "Redfern", "Korsakov", "Tamarind",
         "Wexcombe", "Bluewater", "Harrowgate", "Juniper", "Kestrel", "Larkspur", "Monteverde", "Nakuru", "Oakhaven", "Prairie", "Quillon", "Rosemont", "Stonebridge", "Thornbury", "Umbria", "Valmora", "Westbrook",
         "Yarrow", "Zephyr", "Aldermoor", "Birchwood", "Copperline", "Driftwood", "Elmsford", "Fairhaven", "Greystone", "Hollins", "Ironwood", "Jasper", "Kilmore", "Lakeview", "Meridian", "Newfield", "Orchard"]
PAPERS = ["On the growth of mosses in city shade", "A cheap way to count pollen", "Slow change in small lakes", "What bees do in rain", "Notes on a forgotten herbarium", "Enzymes that work in the cold"]
